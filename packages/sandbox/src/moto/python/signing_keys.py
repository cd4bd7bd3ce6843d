"""
Makes the key pair of a KMS key when it first signs. moto makes one for each key, though a key that encrypts never uses it, and a
pair of RSA keys takes longer than all else that CreateKey does.
"""

from moto.kms import models
from moto.kms.utils import AbstractPrivateKey, generate_private_key


class LaterKey(AbstractPrivateKey):
    def __init__(self, key_spec):
        self.key_spec = key_spec
        self.made = None

    def key(self):
        if self.made is None:
            self.made = generate_private_key(self.key_spec)
        return self.made

    def sign(self, message, signing_algorithm):
        return self.key().sign(message, signing_algorithm)

    def verify(self, message, signature, signing_algorithm):
        return self.key().verify(message, signature, signing_algorithm)

    def public_key(self):
        return self.key().public_key()


def install():
    models.generate_private_key = LaterKey
