#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_DATE_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_DATE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/time/partial_date.h"

// Dates as sources write them, never read as more precise than they are. Each function reads a
// whole text, with blanks around it or not; a blank one, and `NA`, is absent. What it cannot read
// is INVALID_ARGUMENT (DATE_INVALID), which quotes it.
namespace entente::agreements {

// "28/05/2004", "28-05-2004", and without the day or more "02-1988" or "1988"; no other order.
absl::StatusOr<PartialDate> DayMonthYear(absl::string_view text);

// "24 Sep 1945" or "1 December 2018", in English; also "Sep 1945" and "1945".
absl::StatusOr<PartialDate> NamedMonth(absl::string_view text);

// "40193", days as spreadsheets count them: 61 is 1900-03-01, before which they differ; up to
// 2958465, 9999-12-31, which is open.
absl::StatusOr<PartialDate> SpreadsheetDay(absl::string_view text);

// "1998-03-12", and where parts are not known "2014-**-**", "1985-****", "1998-03" or "1985";
// "1111-11-11" is unknown, "9999-12-31" open.
absl::StatusOr<PartialDate> DashedDate(absl::string_view text);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_DATE_H_
