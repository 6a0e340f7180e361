"""Reads one DNS message in hex a line; prints 'ok' or why dnspython refuses it, a line each."""
import sys

import dns.message

for line in sys.stdin:
    try:
        dns.message.from_wire(bytes.fromhex(line.strip()))
        print("ok")
    except Exception as problem:
        print(type(problem).__name__, problem)
