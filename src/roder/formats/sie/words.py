"""Memory by address and eight bytes at a time: the ground that the compiled reader stands on.

The kernel is given plain addresses, not arrays: an array passed between compiled functions costs
its reference counts at every call, which was measured at ten times the parsing itself. Nothing is
checked here; who calls must keep the arrays alive and padded by eight bytes after the last used.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_BYTE = ir.IntType(8)
_HALF = ir.IntType(32)
_WORD = ir.IntType(64)

ONES = np.uint64(0x0101010101010101)
HIGH = np.uint64(0x8080808080808080)
LOW7 = np.uint64(0x7F7F7F7F7F7F7F7F)
QUOTES = np.uint64(0x2222222222222222)
BACKSLASHES = np.uint64(0x5C5C5C5C5C5C5C5C)
DELETES = np.uint64(0x7F7F7F7F7F7F7F7F)
BLANKS = np.uint64(0x2020202020202020)
AFTER_BLANKS = np.uint64(0x2121212121212121)
TO_BRACE = np.uint64(0x0505050505050505)
FULL_WORD = np.uint64(0xFFFFFFFFFFFFFFFF)
ZERO = np.uint64(0)
ONE = np.uint64(1)
THREE = np.uint64(3)


def _pointer(builder: Any, kind: ir.Type, address: Any, index: Any, size: int) -> Any:
    offset = builder.mul(index, ir.Constant(_WORD, size)) if size > 1 else index
    return builder.inttoptr(builder.add(address, offset), kind.as_pointer())


@intrinsic  # type: ignore[untyped-decorator]
def byte_at(typingctx: Any, address: Any, index: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Return the byte so many bytes after an address, as int64."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        pointer = _pointer(builder, _BYTE, args[0], args[1], 1)
        return builder.zext(builder.load(pointer, typ=_BYTE), _WORD)

    return types.int64(types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def put_byte(typingctx: Any, address: Any, index: Any, value: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Write a byte so many bytes after an address."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        builder.store(builder.trunc(args[2], _BYTE), _pointer(builder, _BYTE, args[0], args[1], 1))
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def word_at(typingctx: Any, address: Any, index: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Return the eight bytes so many bytes after an address as a little-endian word; any alignment."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        return builder.load(_pointer(builder, _WORD, args[0], args[1], 1), align=1, typ=_WORD)

    return types.uint64(types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def put_word(typingctx: Any, address: Any, index: Any, word: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Write eight bytes so many bytes after an address; any alignment."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        builder.store(args[2], _pointer(builder, _WORD, args[0], args[1], 1), align=1)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.uint64), build


@intrinsic  # type: ignore[untyped-decorator]
def int32_at(typingctx: Any, address: Any, index: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Return an item of an int32 array, as int64."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        pointer = _pointer(builder, _HALF, args[0], args[1], 4)
        return builder.sext(builder.load(pointer, typ=_HALF), _WORD)

    return types.int64(types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def put_int32(typingctx: Any, address: Any, index: Any, value: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Write an item of an int32 array."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        builder.store(builder.trunc(args[2], _HALF), _pointer(builder, _HALF, args[0], args[1], 4))
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def int64_at(typingctx: Any, address: Any, index: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Return an item of an int64 array."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        return builder.load(_pointer(builder, _WORD, args[0], args[1], 8), typ=_WORD)

    return types.int64(types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def put_int64(typingctx: Any, address: Any, index: Any, value: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Write an item of an int64 array."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        builder.store(args[2], _pointer(builder, _WORD, args[0], args[1], 8))
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def prefetch(typingctx: Any, address: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Ask for the memory at an address, to be there when it is read soon."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        pointer = builder.inttoptr(args[0], _BYTE.as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [pointer.type, _HALF, _HALF, _HALF])
        ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        # To be read, kept close, data.
        builder.call(ask, [pointer, *(ir.Constant(_HALF, value) for value in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def trailing_zeros(typingctx: Any, word: Any) -> Any:  # noqa: ARG001 Numba's own signature
    """Return how many low bits are zero, of a word that is not zero."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ARG001 Numba's own
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), build


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def first_equal(word: Any, pattern: Any) -> Any:
    """Mark the bytes equal to the pattern's; only the lowest mark is sure."""
    other = word ^ pattern
    return (other - ONES) & ~other & HIGH


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def first_below(word: Any, limits: Any) -> Any:
    """Mark the bytes below the limit; only the lowest mark is sure."""
    return (word - limits) & ~word & HIGH


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def end_of_quoted(p: Any) -> Any:
    """Return where the next quote, backslash or control character stands."""
    while True:
        word = word_at(0, p)
        marks = (
            first_equal(word, QUOTES)
            | first_equal(word, BACKSLASHES)
            | first_equal(word, DELETES)
            | first_below(word, BLANKS)
        )
        if marks != ZERO:
            return p + np.int64(trailing_zeros(marks) >> THREE)
        p += 8


@njit(forceinline=True)  # type: ignore[untyped-decorator]
def end_of_bare(p: Any) -> Any:
    """Return where a token without quotes ends: at a blank, control, quote, backslash or ``{|}~``."""
    while True:
        word = word_at(0, p)
        marks = (
            first_below(word, AFTER_BLANKS)
            | (((word & LOW7) + TO_BRACE) & ~word & HIGH)
            | first_equal(word, QUOTES)
            | first_equal(word, BACKSLASHES)
        )
        if marks != ZERO:
            return p + np.int64(trailing_zeros(marks) >> THREE)
        p += 8
