#include "client/render/volumes.h"

#include "absl/strings/numbers.h"
#include "google/protobuf/util/message_differencer.h"

#include "common/time/period.h"

namespace entente::client {
namespace {

using google::protobuf::util::MessageDifferencer;
using trade::v1::Volume;

double ToDouble(const std::string& decimal) {
  double value = 0;
  return absl::SimpleAtod(decimal, &value) ? value : 0;
}

bool IsLike(const Volume& volume, const Volume& like) {
  return volume.total().currency() == like.total().currency() &&
         MessageDifferencer::Equals(volume.definition(), like.definition());
}

}  // namespace

const Volume* LatestBefore(const trade::v1::GetPairSummaryResponse& summary, const Volume& like,
                           absl::CivilDay day) {
  const Volume* latest = nullptr;
  for (const Volume& volume : summary.volumes()) {
    const absl::StatusOr<Period> period = Period::Parse(volume.period());
    if (!period.ok() || period->Last() >= day || !IsLike(volume, like)) continue;
    if (latest == nullptr || latest->period() < volume.period()) latest = &volume;
  }
  return latest;
}

double RatioOf(const Volume& volume, const trade::v1::Amount& whole) {
  const double of = ToDouble(whole.decimal());
  return of == 0 ? 0 : ToDouble(volume.total().decimal()) / of;
}

}  // namespace entente::client
