"""One process of `bench.country`: phones that come back with 500 events each, at the rate that is asked for."""

import json
import random
import socket
import sys
import time

from bench.load import exchange
from bench.nation import request
from lms.core import clock
from tests.field import phone

PRESENCES = ("present", "late", "absent", "present")


def main() -> None:
    asked = json.load(sys.stdin)
    rng, kept, waits = random.Random(asked["port"]), 0, []
    begun = time.time()
    with socket.create_connection(("127.0.0.1", asked["port"]), timeout=60) as connection:
        while kept < asked["events"]:
            mine = rng.choice(asked["phones"])
            taught = rng.choice(mine["classes"])
            now = clock.now()
            events = [
                phone.mark(
                    rng.choice(taught["meetings"]), now, rng.choice(taught["people"]), rng.choice(PRESENCES)
                )
                for _ in range(asked["at_once"])
            ]
            sent = request(mine, events)
            at = time.perf_counter()
            answer = exchange(connection, sent)
            waits.append(time.perf_counter() - at)
            if answer.status != 200:
                raise SystemExit(f"a sync was answered {answer.status}")
            kept += len(events)
            time.sleep(max(0.0, begun + kept / asked["rate"] - time.time()))
    print(json.dumps({"kept": kept, "seconds": time.time() - begun, "waits": waits}))


if __name__ == "__main__":
    main()
