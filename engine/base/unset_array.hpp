// An array whose elements hold nothing until they are written: large columns that threads fill side by side should not be
// cleared by one of them first.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace lykta {

template <typename Value>
class UnsetArray {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  UnsetArray() = default;
  explicit UnsetArray(std::size_t size) : values_(std::make_unique_for_overwrite<Value[]>(size)), size_(size) {}

  /// Forgets what was there.
  void resize(std::size_t size) { *this = UnsetArray(size); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Value* data() { return values_.get(); }
  [[nodiscard]] const Value* data() const { return values_.get(); }
  [[nodiscard]] Value& operator[](std::size_t i) { return values_[i]; }
  [[nodiscard]] const Value& operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] Value* begin() { return data(); }
  [[nodiscard]] Value* end() { return data() + size_; }
  [[nodiscard]] const Value* begin() const { return data(); }
  [[nodiscard]] const Value* end() const { return data() + size_; }

 private:
  std::unique_ptr<Value[]> values_;
  std::size_t size_ = 0;
};

}  // namespace lykta
