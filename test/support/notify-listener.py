"""Plays systemd for a service with Type=notify: binds the socket argv[1] and prints each message in a line."""
import os
import socket
import sys

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o666)
print('bound', flush=True)
while True:
    print(listener.recv(4096).decode().replace('\n', ' '), flush=True)
