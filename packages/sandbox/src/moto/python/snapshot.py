"""Keeps moto's state in one file: written after changes and at the end, read at start."""

import io
import os
import pickle
import threading
import time
from contextlib import contextmanager

import cloudpickle
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from moto import backends
from moto.core.base_backend import BackendDict

LOCK_TYPES = (type(threading.Lock()), type(threading.RLock()))


def load_private_key(pem):
    return serialization.load_pem_private_key(pem, password=None)


class Pickler(cloudpickle.Pickler):
    """Backends refer to one another through module-level dictionaries: those are named, not copied."""

    def __init__(self, file, names):
        super().__init__(file, protocol=5)
        self.names = names

    def persistent_id(self, value):
        return self.names.get(id(value)) if isinstance(value, BackendDict) else None

    def reducer_override(self, value):
        if isinstance(value, LOCK_TYPES[0]):
            return threading.Lock, ()
        if isinstance(value, LOCK_TYPES[1]):
            return threading.RLock, ()
        if isinstance(value, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
            pem = value.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            return load_private_key, (pem,)
        return super().reducer_override(value)


class Unpickler(pickle.Unpickler):
    def persistent_load(self, name):
        return backends.get_backend(name)


class Gate:
    """Many requests at a time, or one snapshot."""

    def __init__(self):
        self.condition = threading.Condition()
        self.inside = 0
        self.closed = False

    @contextmanager
    def request(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.closed)
            self.inside += 1
        try:
            yield
        finally:
            with self.condition:
                self.inside -= 1
                self.condition.notify_all()

    @contextmanager
    def alone(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.closed)
            self.closed = True
            self.condition.wait_for(lambda: self.inside == 0)
        try:
            yield
        finally:
            with self.condition:
                self.closed = False
                self.condition.notify_all()


class Snapshots:
    """
    Writes the state file soon after a change; a busy backend spends at most a twentieth of its time on it. The last word is
    written when the gateway is gone, so only a backend that is killed itself loses what it answered since.
    """

    def __init__(self, path):
        self.path = path
        self.gate = Gate()
        self.changed = threading.Event()
        self.writing = threading.Lock()
        if path:
            threading.Thread(target=self._write_after_changes, daemon=True).start()

    def _write_after_changes(self):
        while True:
            self.changed.wait()
            started = time.monotonic()
            self.write()
            time.sleep(max(0.2, 19 * (time.monotonic() - started)))

    def write(self):
        if not self.path:
            return
        with self.writing:
            with self.gate.alone():
                self.changed.clear()
                content = dump()
            temporary = f"{self.path}.new"
            with open(temporary, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.path)

    def read(self):
        if self.path and os.path.exists(self.path):
            with open(self.path, "rb") as file:
                restore(file)


def dump():
    instances = {instance.service_name: instance for instance in BackendDict._instances}
    names = {id(instance): name for name, instance in instances.items()}
    content = {
        name: {
            "accounts": dict(instance.items()),
            "extra": {
                key: value
                for key, value in vars(instance).items()
                if key not in ("backend", "_id", "service_name") and not key.startswith("_")
            },
        }
        for name, instance in instances.items()
    }
    buffer = io.BytesIO()
    Pickler(buffer, names).dump(content)
    return buffer.getvalue()


def restore(file):
    for name, content in Unpickler(file).load().items():
        instance = backends.get_backend(name)
        vars(instance).update(content["extra"])
        for account_id, backend in content["accounts"].items():
            dict.__setitem__(instance, account_id, backend)
        if instance not in BackendDict._instances:
            BackendDict._instances.append(instance)
