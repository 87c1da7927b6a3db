#!/bin/sh
# Makes the authority and one certificate per node, once: what is there is kept.
set -eu
cd /certs
if [ ! -f ca/ca.crt ]; then es-gencert-cli create-ca -out ./ca; fi
for node in node1 node2 node3; do
  if [ ! -f "$node/node.crt" ]; then
    es-gencert-cli create-node -ca-certificate ./ca/ca.crt -ca-key ./ca/ca.key -out "./$node" -dns-names "$node,localhost"
  fi
done
find . -type f -name '*.crt' -exec chmod 644 {} +
chown -R 1000:1000 node1 node2 node3
