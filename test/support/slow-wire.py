"""A wire between two network namespaces that is slow to arrive and loses packets, for kernels without netem.

slow-wire.py NAMESPACE ADDRESS/BITS NAMESPACE ADDRESS/BITS DELAY_MS LOSS_PERCENT
Makes an interface `wire0` in each and prints "ready"; ends when it is killed, and the interfaces with it.
"""
import collections, ctypes, fcntl, os, random, select, struct, subprocess, sys, time

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x1001


def open_end(namespace, address):
    with open(f"/var/run/netns/{namespace}") as handle:
        if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns")
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH", b"wire0", IFF_TUN_NO_PI))
    for command in (["addr", "add", address, "dev", "wire0"], ["link", "set", "wire0", "mtu", "9000", "txqueuelen", "10000", "up"]):
        subprocess.run(["ip", *command], check=True)
    return end


ends = [open_end(sys.argv[1], sys.argv[2]), open_end(sys.argv[3], sys.argv[4])]
delay, loss = float(sys.argv[5]) / 1000, float(sys.argv[6]) / 100
queues = {ends[0]: collections.deque(), ends[1]: collections.deque()}
print("ready", flush=True)
while True:
    due = min((queue[0][0] for queue in queues.values() if queue), default=None)
    wait = None if due is None else max(0, due - time.monotonic())
    readable, _, _ = select.select(ends, [], [], wait)
    now = time.monotonic()
    for end in readable:
        other = ends[1] if end == ends[0] else ends[0]
        for _ in range(64):
            try:
                packet = os.read(end, 65536)
            except BlockingIOError:
                break
            if random.random() >= loss:
                queues[other].append((now + delay, packet))
    for end, queue in queues.items():
        while queue and queue[0][0] <= now:
            try:
                os.write(end, queue.popleft()[1])
            except OSError:
                pass
