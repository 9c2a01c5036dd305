#ifndef ENTENTE_CLIENT_TESTING_FAKE_SERVICES_H_
#define ENTENTE_CLIENT_TESTING_FAKE_SERVICES_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

#include "entente/brief/v1/brief.pb.h"

// Test only: both servers, each in this process on a free port.
namespace entente::client {

// Answers from the trade section of a brief, two entries a page. An empty answer is an empty store.
class FakeTradeServer {
 public:
  explicit FakeTradeServer(brief::v1::TradeSection section);
  ~FakeTradeServer();

  // "127.0.0.1:port".
  const std::string& address() const;

  // What every call is answered from now on; OK for the section.
  void FailWith(absl::Status status);

  // What a call is answered that answers with such a message, and for which the section has
  // nothing; without one, it is empty.
  void AnswerWith(const google::protobuf::Message& response);
  // The last request of such a call, as text in one line.
  std::string asked() const;

  // The revision that each read asked for, in order.
  std::vector<int64_t> revisions() const;
  // The bytes of the last import that came to its end.
  std::string imported() const;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

// Answers from the agreements section of a brief, two entries a page. The day that is asked for
// what is due is the last one.
class FakeAgreementsServer {
 public:
  explicit FakeAgreementsServer(brief::v1::AgreementsSection section);
  ~FakeAgreementsServer();

  const std::string& address() const;
  void FailWith(absl::Status status);
  std::vector<int64_t> revisions() const;
  // "2022-05-11": the days that reads asked for, in order.
  std::vector<std::string> days() const;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_TESTING_FAKE_SERVICES_H_
