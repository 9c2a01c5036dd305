#include "client/testing/run_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace entente::client {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// All of a temporary file, from its beginning.
std::string ReadAll(FILE* file) {
  std::string text;
  std::array<char, 4096> block;
  rewind(file);
  while (const size_t got = fread(block.data(), 1, block.size(), file)) {
    text.append(block.data(), got);
  }
  fclose(file);
  return text;
}

}  // namespace

Ended RunEntente(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment, const char* device) {
  std::vector<std::string> words = {ENTENTE_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  FILE* out = device == nullptr ? tmpfile() : fopen(device, "w");
  FILE* err = tmpfile();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(err), STDERR_FILENO);
  pid_t pid = 0;
  int status = 0;
  Ended ended;
  if (posix_spawn(&pid, ENTENTE_BINARY, &actions, nullptr, Pointers(words).data(),
                  Pointers(variables).data()) == 0 &&
      waitpid(pid, &status, 0) == pid && WIFEXITED(status)) {
    ended.code = WEXITSTATUS(status);
  }
  posix_spawn_file_actions_destroy(&actions);
  ended.out = ReadAll(out);
  ended.err = ReadAll(err);
  return ended;
}

}  // namespace entente::client
