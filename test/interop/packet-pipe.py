#!/usr/bin/python3
"""Joins standard input and output to an interface, frame by frame, each behind its length in two bytes."""
import os
import socket
import struct
import sys
import threading

wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
wire.bind((sys.argv[1], 0))


def send() -> None:
    while True:
        head = sys.stdin.buffer.read(2)
        if len(head) < 2:
            os._exit(0)
        wire.send(sys.stdin.buffer.read(struct.unpack(">H", head)[0]))


threading.Thread(target=send, daemon=True).start()
while True:
    frame, address = wire.recvfrom(65535)
    if address[2] != socket.PACKET_OUTGOING:
        sys.stdout.buffer.write(struct.pack(">H", len(frame)) + frame)
        sys.stdout.buffer.flush()
