#include "agreements_service/part_diff.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

#include "entente/common/v1/types.pb.h"

namespace entente::agreements {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kMaxParts = 1000;
constexpr size_t kMaxBytes = 1'000'000;
constexpr int kSingular = -1;  // as an index

bool IsDate(const Message& message) {
  return message.GetDescriptor() == common::v1::PartialDate::descriptor();
}

// Leaves of every date in the message its text alone; the rest follows from it.
void KeepEdtf(Message& message) {
  if (IsDate(message)) {
    auto& date = static_cast<common::v1::PartialDate&>(message);
    date.clear_earliest();
    date.clear_latest();
    return;
  }
  const Reflection& fields = *message.GetReflection();
  std::vector<const FieldDescriptor*> present;
  fields.ListFields(message, &present);
  for (const FieldDescriptor* field : present) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      KeepEdtf(*fields.MutableMessage(&message, field));
      continue;
    }
    for (int i = 0; i < fields.FieldSize(message, field); ++i) {
      KeepEdtf(*fields.MutableRepeatedMessage(&message, field, i));
    }
  }
}

std::unique_ptr<Message> WithEdtfAlone(const Message& message) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  KeepEdtf(*copy);
  return copy;
}

const Message& MessageAt(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection& fields = *message.GetReflection();
  return index == kSingular ? fields.GetMessage(message, field)
                            : fields.GetRepeatedMessage(message, field, index);
}

// A value as PartChange has it.
std::string Text(const Message& message, const FieldDescriptor* field, int index = kSingular) {
  std::string text;
  if (field->message_type() != nullptr) {
    const Message& value = MessageAt(message, field, index);
    if (IsDate(value)) return static_cast<const common::v1::PartialDate&>(value).edtf();
    // A message of ours always has a JSON form: its texts are UTF-8 and it holds no Any.
    (void)google::protobuf::util::MessageToJsonString(value, &text);
    return text;
  }
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    const Reflection& fields = *message.GetReflection();
    return index == kSingular ? fields.GetString(message, field)
                              : fields.GetRepeatedString(message, field, index);
  }
  google::protobuf::TextFormat::PrintFieldValueToString(message, field, index, &text);
  return text;
}

// An entry of a list, and what tells whether it is another's equal.
struct Entry {
  std::string content;
  int index = 0;

  friend bool operator<(const Entry& one, const Entry& other) {
    return one.content < other.content;
  }
};

std::vector<Entry> EntriesOf(const Message& message, const FieldDescriptor* field) {
  std::vector<Entry> entries(message.GetReflection()->FieldSize(message, field));
  for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
    entries[i] = {field->message_type() != nullptr
                      ? MessageAt(message, field, i).SerializeAsString()
                      : Text(message, field, i),
                  i};
  }
  return entries;
}

// The entries of a list, both in order of content, that the other one lacks; in the list's order.
std::vector<Entry> Without(const std::vector<Entry>& entries, const std::vector<Entry>& others) {
  std::vector<Entry> left;
  std::set_difference(entries.begin(), entries.end(), others.begin(), others.end(),
                      std::back_inserter(left));
  std::sort(left.begin(), left.end(),
            [](const Entry& one, const Entry& other) { return one.index < other.index; });
  return left;
}

class PartDiff {
 public:
  explicit PartDiff(v1::ResourceChange& change) : change_(change) {}

  // The fields of two messages, which stand at `path`: "" or one that ends in a point.
  void Compare(const Message& before, const Message& after, const std::string& path) {
    const google::protobuf::Descriptor& descriptor = *before.GetDescriptor();
    for (int i = 0; i < descriptor.field_count() && !change_.parts_incomplete(); ++i) {
      const FieldDescriptor* field = descriptor.field(i);
      const std::string at = absl::StrCat(path, field->name());
      if (!field->is_repeated()) {
        CompareValues(before, after, field, at);
      } else if (field->message_type() != nullptr &&
                 field->message_type()->FindFieldByName("id") != nullptr) {
        CompareById(before, after, field, at);
      } else {
        CompareEntries(before, after, field, at);
      }
    }
  }

 private:
  void CompareValues(const Message& before, const Message& after, const FieldDescriptor* field,
                     const std::string& path) {
    const bool had = before.GetReflection()->HasField(before, field);
    const bool has = after.GetReflection()->HasField(after, field);
    if (!had && !has) return;
    if (!had) return Added(path, Text(after, field));
    if (!has) return Deleted(path, Text(before, field));
    if (field->message_type() != nullptr) {
      const Message& one = MessageAt(before, field, kSingular);
      if (!IsDate(one)) {
        return Compare(one, MessageAt(after, field, kSingular), absl::StrCat(path, "."));
      }
    }
    const std::string one = Text(before, field);
    const std::string other = Text(after, field);
    if (one != other) Changed(path, one, other);
  }

  // A list whose entries have an id.
  void CompareById(const Message& before, const Message& after, const FieldDescriptor* field,
                   const std::string& path) {
    const FieldDescriptor* id = field->message_type()->FindFieldByName("id");
    const auto ids_of = [&](const Message& message) {
      std::vector<std::string> ids(message.GetReflection()->FieldSize(message, field));
      for (size_t i = 0; i < ids.size(); ++i) {
        ids[i] = Text(MessageAt(message, field, static_cast<int>(i)), id);
      }
      return ids;
    };
    const std::vector<std::string> had = ids_of(before);
    const std::vector<std::string> has = ids_of(after);
    std::map<std::string, int> places;
    for (size_t i = 0; i < has.size(); ++i) places[has[i]] = static_cast<int>(i);
    const int parts = change_.parts_size();
    for (size_t i = 0; i < had.size(); ++i) {
      const int index = static_cast<int>(i);
      const std::string at = absl::StrCat(path, "[", had[i], "]");
      const auto place = places.find(had[i]);
      if (place == places.end()) {
        Deleted(at, Text(before, field, index));
        continue;
      }
      const Message& one = MessageAt(before, field, index);
      const Message& other = MessageAt(after, field, place->second);
      places.erase(place);
      if (one.SerializeAsString() != other.SerializeAsString()) {
        Compare(one, other, absl::StrCat(at, "."));
      }
    }
    for (size_t i = 0; i < has.size(); ++i) {
      if (!places.contains(has[i])) continue;
      Added(absl::StrCat(path, "[", has[i], "]"), Text(after, field, static_cast<int>(i)));
    }
    if (change_.parts_size() == parts && had != has) {
      Changed(path, absl::StrJoin(had, "\n"), absl::StrJoin(has, "\n"));
    }
  }

  // A list whose entries are what they are.
  void CompareEntries(const Message& before, const Message& after, const FieldDescriptor* field,
                      const std::string& path) {
    std::vector<Entry> had = EntriesOf(before, field);
    std::vector<Entry> has = EntriesOf(after, field);
    const auto same = [](const Entry& one, const Entry& other) {
      return one.content == other.content;
    };
    if (std::equal(had.begin(), had.end(), has.begin(), has.end(), same)) return;
    std::stable_sort(had.begin(), had.end());
    std::stable_sort(has.begin(), has.end());
    const std::vector<Entry> gone = Without(had, has);
    const std::vector<Entry> come = Without(has, had);
    for (const Entry& entry : gone) Deleted(path, Text(before, field, entry.index));
    for (const Entry& entry : come) Added(path, Text(after, field, entry.index));
    if (gone.empty() && come.empty()) Changed(path, Lines(before, field), Lines(after, field));
  }

  // The entries of a list, one a line.
  static std::string Lines(const Message& message, const FieldDescriptor* field) {
    std::vector<std::string> lines(message.GetReflection()->FieldSize(message, field));
    for (size_t i = 0; i < lines.size(); ++i) {
      lines[i] = Text(message, field, static_cast<int>(i));
    }
    return absl::StrJoin(lines, "\n");
  }

  void Changed(const std::string& path, const std::string& before, const std::string& after) {
    Add(v1::DIFFERENCE_KIND_CHANGED, path, before, after);
  }
  void Added(const std::string& path, const std::string& after) {
    Add(v1::DIFFERENCE_KIND_ADDED, path, "", after);
  }
  void Deleted(const std::string& path, const std::string& before) {
    Add(v1::DIFFERENCE_KIND_DELETED, path, before, "");
  }

  void Add(v1::DifferenceKind kind, const std::string& path, const std::string& before,
           const std::string& after) {
    bytes_ += path.size() + before.size() + after.size();
    if (change_.parts_size() == kMaxParts || bytes_ > kMaxBytes) {
      change_.set_parts_incomplete(true);
    }
    if (change_.parts_incomplete()) return;
    v1::PartChange& part = *change_.add_parts();
    part.set_kind(kind);
    part.set_path(path);
    part.set_before(before);
    part.set_after(after);
  }

  v1::ResourceChange& change_;
  size_t bytes_ = 0;
};

}  // namespace

void DiffParts(const Message& before, const Message& after, v1::ResourceChange& change) {
  PartDiff(change).Compare(*WithEdtfAlone(before), *WithEdtfAlone(after), "");
}

}  // namespace entente::agreements
