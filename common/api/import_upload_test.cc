#include "common/api/import_upload.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "grpcpp/client_context.h"
#include "gtest/gtest.h"

#include "common/hash/sha256.h"
#include "common/testing/echo_server.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StatusIs;
using testing::v1::UploadHeader;
using testing::v1::UploadRequest;
using testing::v1::UploadResponse;
using Upload = ImportUpload<UploadRequest, UploadHeader, UploadResponse>;

UploadRequest Header(const std::string& file_name) {
  UploadRequest request;
  request.mutable_header()->set_file_name(file_name);
  return request;
}

UploadRequest Data(const std::string& data) {
  UploadRequest request;
  request.set_data(data);
  return request;
}

UploadRequest End(int64_t size_bytes) {
  UploadRequest request;
  request.mutable_end()->set_size_bytes(size_bytes);
  return request;
}

class ImportUploadTest : public ::testing::Test {
 protected:
  std::unique_ptr<Upload> Open() {
    auto spool = Spool::Open(::testing::TempDir(), /*limit_bytes=*/20);
    EXPECT_OK(spool);
    return std::make_unique<Upload>(
        *std::move(spool),
        [](const UploadHeader& header) -> absl::Status {
          if (header.file_name() == "bad") return absl::InvalidArgumentError("bad header");
          return absl::OkStatus();
        },
        [this](const UploadHeader& header,
               const Upload::File& file) -> absl::StatusOr<UploadResponse> {
          const std::lock_guard lock(mutex_);
          imported_.push_back(header.file_name() + ": " + std::string(file.content));
          UploadResponse response;
          response.set_size_bytes(static_cast<int64_t>(file.content.size()));
          response.set_sha256(file.sha256);
          return response;
        });
  }

  // Sends the messages until one is refused, then the end.
  absl::StatusOr<UploadResponse> Send(const std::vector<UploadRequest>& requests) {
    const auto upload = Open();
    for (const UploadRequest& request : requests) {
      if (absl::Status status = upload->Accept(request); !status.ok()) return status;
    }
    return upload->Finish();
  }

  // "reason field" of the refusal of these messages.
  std::string Refusal(const std::vector<UploadRequest>& requests) {
    const absl::Status status = Send(requests).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    const ErrorDetails details = DetailsOf(status);
    return details.reason + " " + (details.violations.empty() ? "" : details.violations[0].field);
  }

  std::vector<std::string> Imported() {
    const std::lock_guard lock(mutex_);
    return imported_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> imported_;
};

TEST_F(ImportUploadTest, HandsOnTheWholeFile) {
  ASSERT_OK_AND_ASSIGN(const UploadResponse response,
                       Send({Header("a.csv"), Data("1,"), Data(""), Data("2"), End(3)}));
  EXPECT_THAT(Imported(), ElementsAre("a.csv: 1,2"));
  EXPECT_EQ(response.size_bytes(), 3);
  EXPECT_EQ(response.sha256(), Sha256Hex("1,2"));
}

TEST_F(ImportUploadTest, AFileMayBeEmpty) {
  ASSERT_OK(Send({Header("a.csv"), End(0)}));
  EXPECT_THAT(Imported(), ElementsAre("a.csv: "));
}

TEST_F(ImportUploadTest, TheHeaderComesFirstAndOnce) {
  EXPECT_EQ(Refusal({}), "IMPORT_MALFORMED header");
  EXPECT_EQ(Refusal({Data("x")}), "IMPORT_MALFORMED header");
  EXPECT_EQ(Refusal({End(0)}), "IMPORT_MALFORMED header");
  EXPECT_EQ(Refusal({Header("a"), Header("a")}), "IMPORT_MALFORMED header");
  EXPECT_THAT(Imported(), IsEmpty());
}

TEST_F(ImportUploadTest, TheEndComesLast) {
  EXPECT_EQ(Refusal({Header("a"), Data("x"), End(1), Data("y")}), "IMPORT_MALFORMED end");
  EXPECT_EQ(Refusal({Header("a"), End(0), End(0)}), "IMPORT_MALFORMED end");
  EXPECT_EQ(Refusal({Header("a"), UploadRequest()}), "IMPORT_MALFORMED part");
  EXPECT_THAT(Imported(), IsEmpty());
}

TEST_F(ImportUploadTest, HalfAFileIsRefused) {
  EXPECT_EQ(Refusal({Header("a"), Data("x")}), "UPLOAD_INCOMPLETE end");
  EXPECT_EQ(Refusal({Header("a"), Data("x"), End(2)}), "UPLOAD_INCOMPLETE end.size_bytes");
  EXPECT_EQ(Refusal({Header("a"), Data("xyz"), End(2)}), "UPLOAD_INCOMPLETE end.size_bytes");
  EXPECT_THAT(Imported(), IsEmpty());
}

TEST_F(ImportUploadTest, TheFileHasAName) {
  EXPECT_EQ(Refusal({Header("")}), "FILE_NAME_INVALID header.file_name");
  EXPECT_EQ(Refusal({Header(std::string(256, 'x'))}), "FILE_NAME_INVALID header.file_name");
  EXPECT_OK(Send({Header(std::string(255, 'x')), End(0)}));
}

TEST_F(ImportUploadTest, TheHeaderIsJudgedBeforeAnyData) {
  const auto upload = Open();
  EXPECT_THAT(upload->Accept(Header("bad")),
              StatusIs(absl::StatusCode::kInvalidArgument, "bad header"));
}

TEST_F(ImportUploadTest, TooMuchIsRefused) {
  EXPECT_THAT(Send({Header("a"), Data(std::string(15, 'x')), Data(std::string(15, 'x')), End(30)}),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(Imported(), IsEmpty());
}

// The same through a server.
class UploadedTest : public ImportUploadTest {
 protected:
  UploadedTest()
      : server_(
            {.upload = [this](const rpc::Context&)
                 -> absl::StatusOr<std::unique_ptr<rpc::Upload<UploadRequest, UploadResponse>>> {
              return Open();
            }}) {}

  // Sends the messages as far as the server takes them.
  absl::StatusOr<UploadResponse> Upload(const std::vector<UploadRequest>& requests) {
    grpc::ClientContext context;
    UploadResponse response;
    const auto writer = server_.stub().Upload(&context, &response);
    for (const UploadRequest& request : requests) {
      if (!writer->Write(request)) break;
    }
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (!status.ok()) return testing::FromGrpc(status);
    return response;
  }

  testing::EchoServer server_;
};

TEST_F(UploadedTest, HandsOnTheWholeFile) {
  ASSERT_OK_AND_ASSIGN(const UploadResponse response,
                       Upload({Header("a.csv"), Data("1,"), Data("2"), End(3)}));
  EXPECT_EQ(response.sha256(), Sha256Hex("1,2"));
  EXPECT_THAT(Imported(), ElementsAre("a.csv: 1,2"));
}

TEST_F(UploadedTest, HalfAFileIsRefused) {
  const absl::Status status = Upload({Header("a.csv"), Data("1,")}).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(status).reason, "UPLOAD_INCOMPLETE");
  EXPECT_THAT(Imported(), IsEmpty());
}

}  // namespace
}  // namespace entente
