"""libsndfile's reading of a ``cart`` chunk: the only reader of it that is not ours, and not a radio system.

Its structures are those of ``sndfile.h``; the library is that of the program ``sndfile-info``.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path

from tests.validators import library

READ = 0x10
GET_CART = 0x1401


class Info(ctypes.Structure):
    """``SF_INFO``."""

    _fields_ = (
        ("frames", ctypes.c_int64),
        ("samplerate", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("format", ctypes.c_int),
        ("sections", ctypes.c_int),
        ("seekable", ctypes.c_int),
    )


class Timer(ctypes.Structure):
    """``SF_CART_TIMER``."""

    _fields_ = (("usage", ctypes.c_char * 4), ("value", ctypes.c_int32))


class Cart(ctypes.Structure):
    """``SF_CART_INFO``."""

    _fields_ = (
        ("version", ctypes.c_char * 4),
        ("title", ctypes.c_char * 64),
        ("artist", ctypes.c_char * 64),
        ("cut_id", ctypes.c_char * 64),
        ("client_id", ctypes.c_char * 64),
        ("category", ctypes.c_char * 64),
        ("classification", ctypes.c_char * 64),
        ("out_cue", ctypes.c_char * 64),
        ("start_date", ctypes.c_char * 10),
        ("start_time", ctypes.c_char * 8),
        ("end_date", ctypes.c_char * 10),
        ("end_time", ctypes.c_char * 8),
        ("producer_app", ctypes.c_char * 64),
        ("producer_version", ctypes.c_char * 64),
        ("user_defined", ctypes.c_char * 64),
        ("level_reference", ctypes.c_int32),
        ("timers", Timer * 8),
        ("reserved", ctypes.c_char * 276),
        ("url", ctypes.c_char * 1024),
        ("tag_text_size", ctypes.c_uint32),
        ("tag_text", ctypes.c_char * 256),
    )


def cart_of(path: Path) -> Cart:
    """What libsndfile reads. Skips the test where it is missing."""
    sndfile = ctypes.CDLL(library("sndfile"))
    sndfile.sf_open.restype = ctypes.c_void_p
    sndfile.sf_command.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
    sndfile.sf_close.argtypes = (ctypes.c_void_p,)
    handle = sndfile.sf_open(str(path).encode(), READ, ctypes.byref(Info()))
    assert handle
    cart = Cart()
    try:
        assert sndfile.sf_command(handle, GET_CART, ctypes.byref(cart), ctypes.sizeof(cart))
    finally:
        sndfile.sf_close(handle)
    return cart
