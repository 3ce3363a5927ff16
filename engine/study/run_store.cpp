// SPDX-License-Identifier: Apache-2.0
#include "study/run_store.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "study/run_store_insert.hpp"
#include "study/run_store_json.hpp"
#include "study/run_store_schema.hpp"
#include "study/run_store_sql.hpp"
#include "study/run_tally.hpp"

namespace barometer::study {

namespace {

constexpr std::size_t kBatch = 256;
constexpr std::size_t kQueue = 4 * kBatch;
constexpr auto kLongest = std::chrono::milliseconds(200);

}  // namespace

// The thread that writes, and the queue before it.
class RunStore::Writer {
 public:
  Writer(const std::filesystem::path& file, std::chrono::milliseconds patience)
      : database_(file, Database::Access::create, patience) {
    prepare_store(database_, patience);
    inserter_ = std::make_unique<RowInserter>(database_);
    thread_ = std::thread([this] { work(); });
  }

  ~Writer() {
    {
      const std::scoped_lock lock(mutex_);
      ending_ = true;
    }
    to_write_.notify_one();
    thread_.join();
  }

  void add(RunRow row) {
    row.created_ns = row.created_ns == 0 ? now_ns() : row.created_ns;
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return queue_.size() < kQueue || failure_; });
    throw_failure();
    queue_.push_back(std::move(row));
    ++added_;
    if (queue_.size() == 1 || queue_.size() == kBatch) {
      to_write_.notify_one();
    }
  }

  // The id of the last row.
  std::int64_t flush() {
    std::unique_lock lock(mutex_);
    const std::uint64_t all = added_;
    wanted_ = std::max(wanted_, all);
    to_write_.notify_one();
    written_.wait(lock, [&] { return committed_ >= all || failure_; });
    throw_failure();
    return last_id_;
  }

  std::uint64_t added() const {
    const std::scoped_lock lock(mutex_);
    return added_;
  }

  std::uint64_t committed() const {
    const std::scoped_lock lock(mutex_);
    return committed_;
  }

 private:
  void throw_failure() const {
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

  void work() {
    try {
      for (std::vector<RunRow> batch = next(); !batch.empty(); batch = next()) {
        write(batch);
      }
    } catch (...) {  // whoever adds or flushes hears of it
      const std::scoped_lock lock(mutex_);
      failure_ = std::current_exception();
    }
    room_.notify_all();
    written_.notify_all();
  }

  // The rows of the next transaction; none at the end.
  std::vector<RunRow> next() {
    std::unique_lock lock(mutex_);
    to_write_.wait(lock, [this] { return !queue_.empty() || ending_; });
    to_write_.wait_for(lock, kLongest, [this] {
      return queue_.size() >= kBatch || ending_ || wanted_ > committed_;
    });
    std::vector<RunRow> batch;
    while (!queue_.empty() && batch.size() < kBatch) {
      batch.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    room_.notify_all();
    return batch;
  }

  // Who asks about runs asks again after each; a study counts once, at its end.
  void keep_tallies(const std::vector<RunRow>& batch) {
    for (const RunRow& row : batch) {
      if (row.kind == RunKind::run) {
        keep_tally(database_, row);
      }
    }
  }

  void write(const std::vector<RunRow>& batch) {
    Transaction transaction(database_);
    std::int64_t id = 0;
    for (const RunRow& row : batch) {
      id = inserter_->insert(row);
    }
    keep_tallies(batch);
    transaction.commit();
    const std::scoped_lock lock(mutex_);
    committed_ += batch.size();
    last_id_ = id;
    written_.notify_all();
  }

  Database database_;
  std::unique_ptr<RowInserter> inserter_;
  mutable std::mutex mutex_;
  std::condition_variable to_write_;
  std::condition_variable room_;
  std::condition_variable written_;
  std::deque<RunRow> queue_;
  std::uint64_t added_ = 0;
  std::uint64_t committed_ = 0;
  std::uint64_t wanted_ = 0;  // rows that somebody waits for
  std::int64_t last_id_ = 0;
  std::exception_ptr failure_;
  bool ending_ = false;
  std::thread thread_;
};

std::filesystem::path store_in(const std::filesystem::path& output_dir) {
  return output_dir / "barometer.db";
}

RunStore::RunStore(const std::filesystem::path& file, std::chrono::milliseconds patience)
    : file_(file), patience_(patience) {
  std::error_code ignored;  // a folder that cannot be made: the file cannot be opened
  std::filesystem::create_directories(file.parent_path(), ignored);
  writer_ = std::make_unique<Writer>(file, patience);
}

RunStore::~RunStore() = default;

std::int64_t RunStore::begin_study(const StudyRow& study) {
  const Database database(file_, Database::Access::write, patience_);
  std::string axes;
  append_values(axes, study.axes);
  const std::string seed = std::to_string(study.seed);
  Transaction transaction(database);
  Statement insert(database,
                   "INSERT INTO studies(hash, name, config, settings, axes, objective, maximise,"
                   " seed, planned, strategy, data_hash, state, seconds, created_ns)"
                   " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,0,?) RETURNING id");
  insert.bind(1, study.hash).bind(2, study.name).bind(3, study.config).bind(4, study.settings);
  insert.bind(5, axes).bind(6, study.objective).bind(7, std::int64_t{study.maximise});
  insert.bind(8, seed).bind(9, static_cast<std::int64_t>(study.planned)).bind(10, study.strategy);
  insert.bind(11, study.data_hash).bind(12, to_string(StudyState::open)).bind(13, now_ns());
  std::int64_t id = 0;
  while (insert.step()) {
    id = insert.integer(0);
  }
  transaction.commit();
  return id;
}

void RunStore::end_study(std::int64_t study, StudyState state, double seconds) {
  flush();
  const Database database(file_, Database::Access::write, patience_);
  Transaction transaction(database);
  Statement update(database, "UPDATE studies SET state=?, seconds=seconds+? WHERE id=?");
  update.bind(1, to_string(state)).bind(2, seconds).bind(3, study);
  update.run();
  transaction.commit();
}

void RunStore::add(RunRow row) {
  writer_->add(std::move(row));
}

std::uint64_t RunStore::added() const {
  return writer_->added();
}

std::uint64_t RunStore::committed() const {
  return writer_->committed();
}

void RunStore::flush() {
  writer_->flush();
}

std::int64_t RunStore::record(RunRow row) {
  writer_->add(std::move(row));
  return writer_->flush();
}

}  // namespace barometer::study
