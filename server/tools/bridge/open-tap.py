"""Opens a TAP device and hands its frames to whoever started this.

Each frame is written as two bytes of length and its bytes: those that leave the kernel to standard output, after an
empty one that says the device is open; those for the kernel are read from standard input, whose end ends this too.
When the device cannot be opened, standard error has the name of the error.
"""

import errno
import fcntl
import os
import select
import struct
import sys

SET_INTERFACE = 0x400454CA
TAP = 0x0002
NO_PACKET_INFORMATION = 0x1000


def open_tap(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    request = struct.pack("16sH22x", name.encode(), TAP | NO_PACKET_INFORMATION)
    fcntl.ioctl(device, SET_INTERFACE, request)
    return device


def hand_up(frame):
    sys.stdout.buffer.write(struct.pack(">H", len(frame)) + frame)
    sys.stdout.buffer.flush()


def hand_down(device, frame):
    try:
        os.write(device, frame)
    except OSError as problem:
        # The interface is down or its queue is full: to the network this is a lost frame.
        if problem.errno not in (errno.EIO, errno.EAGAIN, errno.EINVAL):
            raise


def take_frames(waiting):
    while len(waiting) >= 2 and len(waiting) >= 2 + (waiting[0] << 8 | waiting[1]):
        end = 2 + (waiting[0] << 8 | waiting[1])
        yield bytes(waiting[2:end])
        del waiting[:end]


def pump(device):
    waiting = bytearray()
    while True:
        ready, _, _ = select.select([0, device], [], [])
        if device in ready:
            hand_up(os.read(device, 65535))
        if 0 in ready:
            chunk = os.read(0, 65536)
            if not chunk:
                return
            waiting += chunk
            for frame in take_frames(waiting):
                hand_down(device, frame)


try:
    tap = open_tap(sys.argv[1])
except OSError as problem:
    sys.exit(errno.errorcode.get(problem.errno, "unknown"))
hand_up(b"")
try:
    pump(tap)
except (KeyboardInterrupt, BrokenPipeError):
    pass
except OSError as problem:
    sys.exit(errno.errorcode.get(problem.errno, "unknown"))
