"""Brings up what the services stand on: a Kafka, a PostgreSQL and the processes themselves.

local     both out of Python packages, without Docker, Java or root (local, kafka, postgres)
docker    both as containers (docker)
external  the installation's own (external)
"""
