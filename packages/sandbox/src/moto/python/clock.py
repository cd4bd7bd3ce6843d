"""moto's clock runs as far ahead of the machine's as the sandbox's does."""

import datetime

import moto.core.utils

OFFSET = datetime.timedelta()
real_utcnow = moto.core.utils.utcnow


def utcnow():
    return real_utcnow() + OFFSET


def install():
    """To be called before any other module of moto takes the function by name."""
    moto.core.utils.utcnow = utcnow


def set_offset(milliseconds):
    global OFFSET
    OFFSET = datetime.timedelta(milliseconds=milliseconds)
