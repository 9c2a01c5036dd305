#include "client/testing/fake_services.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

#include "common/status/error.h"
#include "entente/agreements/v1/agreement_service.grpc.pb.h"
#include "entente/agreements/v1/registry_service.grpc.pb.h"
#include "entente/agreements/v1/relationship_service.grpc.pb.h"
#include "entente/trade/v1/analysis_service.grpc.pb.h"
#include "entente/trade/v1/commitment_service.grpc.pb.h"
#include "entente/trade/v1/release_service.grpc.pb.h"
#include "entente/trade/v1/statistics_service.grpc.pb.h"

namespace entente::client {
namespace {

constexpr int kPageSize = 2;

// What all services of a fake server share. Thread-safe.
class Answers {
 public:
  void FailWith(absl::Status status) {
    std::lock_guard lock(mutex_);
    status_ = std::move(status);
  }

  std::vector<int64_t> revisions() const {
    std::lock_guard lock(mutex_);
    return revisions_;
  }

  // Notes the revision that a read asks for; how the read ends.
  grpc::Status Read(const common::v1::ReadAt& read_at) {
    std::lock_guard lock(mutex_);
    revisions_.push_back(read_at.revision());
    return Current();
  }

  // The same of a read that is of a day.
  grpc::Status Read(const common::v1::ReadAt& read_at, const google::type::Date& day) {
    {
      std::lock_guard lock(mutex_);
      days_.push_back(absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day()));
    }
    return Read(read_at);
  }

  std::vector<std::string> days() const {
    std::lock_guard lock(mutex_);
    return days_;
  }

  grpc::Status Status() const {
    std::lock_guard lock(mutex_);
    return Current();
  }

 private:
  grpc::Status Current() const {
    if (status_.ok()) return grpc::Status::OK;
    return grpc::Status(static_cast<grpc::StatusCode>(status_.code()),
                        std::string(status_.message()), SerializeDetails(status_));
  }

  mutable std::mutex mutex_;
  absl::Status status_;
  std::vector<int64_t> revisions_;
  std::vector<std::string> days_;
};

// Copies the page of `all` that `token` asks for to `page`; the next page's token.
template <typename T>
std::string TakePage(const google::protobuf::RepeatedPtrField<T>& all, const std::string& token,
                     google::protobuf::RepeatedPtrField<T>& page) {
  int from = 0;
  (void)absl::SimpleAtoi(token, &from);
  const int to = std::min(from + kPageSize, all.size());
  for (int i = from; i < to; ++i) *page.Add() = all[i];
  return to < all.size() ? absl::StrCat(to) : "";
}

// A server of `services` on a free port.
struct Running {
  explicit Running(const std::vector<grpc::Service*>& services) {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    for (grpc::Service* service : services) builder.RegisterService(service);
    server = builder.BuildAndStart();
    address = absl::StrCat("127.0.0.1:", port);
  }
  ~Running() { server->Shutdown(); }

  void Serves(const std::string& service) {
    server->GetHealthCheckService()->SetServingStatus(service, true);
  }

  std::unique_ptr<grpc::Server> server;
  std::string address;
};

}  // namespace

struct FakeTradeServer::State : Answers {
  struct Statistics : trade::v1::StatisticsService::Service {
    explicit Statistics(State& state) : state(state) {}
    grpc::Status GetPairSummary(grpc::ServerContext*,
                                const trade::v1::GetPairSummaryRequest* request,
                                trade::v1::GetPairSummaryResponse* response) override {
      *response = state.section.summary();
      return state.Read(request->read_at());
    }
    grpc::Status GetAvailability(grpc::ServerContext*,
                                 const trade::v1::GetAvailabilityRequest* request,
                                 trade::v1::GetAvailabilityResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status ListAreas(grpc::ServerContext*, const trade::v1::ListAreasRequest* request,
                           trade::v1::ListAreasResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status StreamObservations(
        grpc::ServerContext*, const trade::v1::StreamObservationsRequest* request,
        grpc::ServerWriter<trade::v1::StreamObservationsResponse>* writer) override {
      trade::v1::StreamObservationsResponse response;
      grpc::Status status = state.Answer(*request, response);
      if (status.ok()) writer->Write(response);
      return status;
    }
    grpc::Status GetSeries(grpc::ServerContext*, const trade::v1::GetSeriesRequest* request,
                           trade::v1::GetSeriesResponse* response) override {
      *response->mutable_series() = state.section.summary().series();
      *response->mutable_evidence() = state.section.summary().evidence();
      response->set_revision(state.section.revision());
      return state.Read(request->read_at());
    }
    State& state;
  };

  struct Analysis : trade::v1::AnalysisService::Service {
    explicit Analysis(State& state) : state(state) {}
    grpc::Status GetTrend(grpc::ServerContext*, const trade::v1::GetTrendRequest* request,
                          trade::v1::GetTrendResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status RankCommodities(grpc::ServerContext*,
                                 const trade::v1::RankCommoditiesRequest* request,
                                 trade::v1::RankCommoditiesResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status RankPartners(grpc::ServerContext*, const trade::v1::RankPartnersRequest* request,
                              trade::v1::RankPartnersResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status RankSuppliers(grpc::ServerContext*, const trade::v1::RankSuppliersRequest* request,
                               trade::v1::RankSuppliersResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status CompareMirror(grpc::ServerContext*, const trade::v1::CompareMirrorRequest* request,
                               trade::v1::CompareMirrorResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status ListDefinitions(grpc::ServerContext*,
                                 const trade::v1::ListDefinitionsRequest* request,
                                 trade::v1::ListDefinitionsResponse* response) override {
      return state.Answer(*request, *response);
    }
    State& state;
  };

  struct Commitments : trade::v1::CommitmentService::Service {
    explicit Commitments(State& state) : state(state) {}
    grpc::Status ListTargets(grpc::ServerContext*, const trade::v1::ListTargetsRequest* request,
                             trade::v1::ListTargetsResponse* response) override {
      google::protobuf::RepeatedPtrField<trade::v1::Target> all;
      for (const auto& evaluated : state.section.targets()) *all.Add() = evaluated.target();
      response->set_next_page_token(
          TakePage(all, request->page_token(), *response->mutable_targets()));
      response->set_revision(state.section.revision());
      return state.Read(request->read_at());
    }
    grpc::Status EvaluateTarget(grpc::ServerContext*,
                                const trade::v1::EvaluateTargetRequest* request,
                                trade::v1::EvaluateTargetResponse* response) override {
      for (const auto& evaluated : state.section.targets()) {
        if (evaluated.target().name() == request->name()) *response = evaluated;
      }
      return state.Read(request->read_at());
    }
    grpc::Status ListStatements(grpc::ServerContext*,
                                const trade::v1::ListStatementsRequest* request,
                                trade::v1::ListStatementsResponse* response) override {
      google::protobuf::RepeatedPtrField<trade::v1::Statement> all;
      for (const auto& checked : state.section.statements()) *all.Add() = checked.statement();
      response->set_next_page_token(
          TakePage(all, request->page_token(), *response->mutable_statements()));
      response->set_revision(state.section.revision());
      return state.Read(request->read_at());
    }
    State& state;
  };

  struct Releases : trade::v1::ReleaseService::Service {
    explicit Releases(State& state) : state(state) {}
    grpc::Status ListSources(grpc::ServerContext*, const trade::v1::ListSourcesRequest* request,
                             trade::v1::ListSourcesResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status ListReleases(grpc::ServerContext*, const trade::v1::ListReleasesRequest* request,
                              trade::v1::ListReleasesResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status ListCellHistory(grpc::ServerContext*,
                                 const trade::v1::ListCellHistoryRequest* request,
                                 trade::v1::ListCellHistoryResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status DiffReleases(
        grpc::ServerContext*, const trade::v1::DiffReleasesRequest* request,
        grpc::ServerWriter<trade::v1::DiffReleasesResponse>* writer) override {
      trade::v1::DiffReleasesResponse response;
      grpc::Status status = state.Answer(*request, response);
      if (status.ok()) writer->Write(response);
      return status;
    }
    grpc::Status PruneReleases(grpc::ServerContext*, const trade::v1::PruneReleasesRequest* request,
                               trade::v1::PruneReleasesResponse* response) override {
      return state.Answer(*request, *response);
    }
    grpc::Status ImportRelease(grpc::ServerContext*,
                               grpc::ServerReader<trade::v1::ImportReleaseRequest>* reader,
                               trade::v1::ImportReleaseResponse* response) override {
      if (grpc::Status status = state.Status(); !status.ok()) return status;
      trade::v1::ImportReleaseRequest part;
      std::string bytes;
      bool ended = false;
      while (reader->Read(&part)) {
        bytes += part.data();
        ended = part.has_end() && part.end().size_bytes() == static_cast<int64_t>(bytes.size());
      }
      if (!ended) return {grpc::StatusCode::INVALID_ARGUMENT, "broken off"};
      response->set_revision(8);
      response->mutable_report()->set_read(3);
      response->mutable_report()->set_kept(2);
      response->mutable_report()->set_rejected(1);
      auto& rejected = *response->mutable_report()->add_first_rejected();
      rejected.set_line(2);
      rejected.set_column(4);
      rejected.set_reason("PERIOD_INVALID");
      rejected.set_message("'20x1' is no period");
      std::lock_guard lock(state.mutex);
      state.imported = std::move(bytes);
      return grpc::Status::OK;
    }
    State& state;
  };

  explicit State(brief::v1::TradeSection section) : section(std::move(section)) {
    running.Serves("entente.trade.v1.StatisticsService");
    running.Serves("entente.trade.v1.AnalysisService");
    running.Serves("entente.trade.v1.CommitmentService");
    running.Serves("entente.trade.v1.ReleaseService");
  }

  // Notes the request, and answers as AnswerWith says.
  template <typename Request, typename Response>
  grpc::Status Answer(const Request& request, Response& response) {
    std::lock_guard lock(mutex);
    asked = request.ShortDebugString();
    const auto answer = answers.find(response.GetTypeName());
    if (answer != answers.end()) response.CopyFrom(*answer->second);
    return Status();
  }

  const brief::v1::TradeSection section;
  std::mutex mutex;
  std::string imported;
  std::string asked;
  std::map<std::string, std::unique_ptr<google::protobuf::Message>> answers;  // by type
  Statistics statistics{*this};
  Analysis analysis{*this};
  Commitments commitments{*this};
  Releases releases{*this};
  Running running{{&statistics, &analysis, &commitments, &releases}};
};

FakeTradeServer::FakeTradeServer(brief::v1::TradeSection section)
    : state_(std::make_unique<State>(std::move(section))) {}
FakeTradeServer::~FakeTradeServer() = default;
const std::string& FakeTradeServer::address() const { return state_->running.address; }
void FakeTradeServer::FailWith(absl::Status status) { state_->FailWith(std::move(status)); }
void FakeTradeServer::AnswerWith(const google::protobuf::Message& response) {
  std::lock_guard lock(state_->mutex);
  auto& answer = state_->answers[response.GetTypeName()];
  answer.reset(response.New());
  answer->CopyFrom(response);
}
std::string FakeTradeServer::asked() const {
  std::lock_guard lock(state_->mutex);
  return state_->asked;
}
std::vector<int64_t> FakeTradeServer::revisions() const { return state_->revisions(); }
std::string FakeTradeServer::imported() const {
  std::lock_guard lock(state_->mutex);
  return state_->imported;
}

struct FakeAgreementsServer::State : Answers {
  struct Agreements : agreements::v1::AgreementService::Service {
    explicit Agreements(State& state) : state(state) {}
    grpc::Status ListAgreements(grpc::ServerContext*,
                                const agreements::v1::ListAgreementsRequest* request,
                                agreements::v1::ListAgreementsResponse* response) override {
      response->set_next_page_token(TakePage(state.section.agreements(), request->page_token(),
                                             *response->mutable_agreements()));
      response->set_revision(state.section.revision());
      return state.Read(request->read_at(), request->day());
    }
    grpc::Status GetAgreement(grpc::ServerContext*,
                              const agreements::v1::GetAgreementRequest* request,
                              agreements::v1::GetAgreementResponse* response) override {
      const auto* listed = Find(request->name());
      if (listed == nullptr) return {grpc::StatusCode::NOT_FOUND, "no such agreement"};
      *response->mutable_agreement() = listed->agreement();
      response->set_revision(state.section.revision());
      return state.Read(request->read_at());
    }
    grpc::Status GetStatus(grpc::ServerContext*, const agreements::v1::GetStatusRequest* request,
                           agreements::v1::GetStatusResponse* response) override {
      const auto* listed = Find(request->name());
      if (listed == nullptr) return {grpc::StatusCode::NOT_FOUND, "no such agreement"};
      *response->mutable_status() = listed->status();
      response->set_revision(state.section.revision());
      return state.Read(request->read_at(), request->day());
    }
    const agreements::v1::ListedAgreement* Find(const std::string& name) const {
      for (const auto& listed : state.section.agreements()) {
        if (listed.agreement().name() == name) return &listed;
      }
      return nullptr;
    }
    State& state;
  };

  struct Relationship : agreements::v1::RelationshipService::Service {
    explicit Relationship(State& state) : state(state) {}
    grpc::Status ListOccasions(grpc::ServerContext*,
                               const agreements::v1::ListOccasionsRequest* request,
                               agreements::v1::ListOccasionsResponse* response) override {
      response->set_next_page_token(TakePage(state.section.occasions(), request->page_token(),
                                             *response->mutable_occasions()));
      response->set_revision(state.section.revision());
      return state.Read(request->read_at());
    }
    grpc::Status ListMilestones(grpc::ServerContext*,
                                const agreements::v1::ListMilestonesRequest* request,
                                agreements::v1::ListMilestonesResponse* response) override {
      response->set_next_page_token(TakePage(state.section.milestones(), request->page_token(),
                                             *response->mutable_milestones()));
      response->set_revision(state.section.revision());
      return state.Read(request->read_at(), request->day());
    }
    // One anniversary, of the first milestone, on the first day that is asked for.
    grpc::Status ListDue(grpc::ServerContext*, const agreements::v1::ListDueRequest* request,
                         agreements::v1::ListDueResponse* response) override {
      agreements::v1::Due& due = *response->add_due();
      due.set_name(state.section.milestones(0).milestone().name());
      due.set_kind(agreements::v1::DUE_KIND_MILESTONE_ANNIVERSARY);
      *due.mutable_earliest() = request->first_day();
      *due.mutable_latest() = request->first_day();
      due.set_sentence("An anniversary.");
      response->set_revision(state.section.revision());
      return state.Read(request->read_at(), request->last_day());
    }
    State& state;
  };

  explicit State(brief::v1::AgreementsSection section) : section(std::move(section)) {
    running.Serves("entente.agreements.v1.AgreementService");
    running.Serves("entente.agreements.v1.RelationshipService");
    running.Serves("entente.agreements.v1.RegistryService");
  }

  const brief::v1::AgreementsSection section;
  Agreements agreement_service{*this};
  Relationship relationship{*this};
  agreements::v1::RegistryService::Service registry;
  Running running{{&agreement_service, &relationship, &registry}};
};

FakeAgreementsServer::FakeAgreementsServer(brief::v1::AgreementsSection section)
    : state_(std::make_unique<State>(std::move(section))) {}
FakeAgreementsServer::~FakeAgreementsServer() = default;
const std::string& FakeAgreementsServer::address() const { return state_->running.address; }
void FakeAgreementsServer::FailWith(absl::Status status) { state_->FailWith(std::move(status)); }
std::vector<int64_t> FakeAgreementsServer::revisions() const { return state_->revisions(); }
std::vector<std::string> FakeAgreementsServer::days() const { return state_->days(); }

}  // namespace entente::client
