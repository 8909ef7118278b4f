# Everything is built from pinned sources: Go modules by go.sum, the models and
# ONNX Runtime by the SHA-256 in scripts/setup.sh, MinIO by its module's sum there.
FROM golang:1.26.8-bookworm AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends npm make && rm -rf /var/lib/apt/lists/*
WORKDIR /src
ENV HECHA_CACHE=/opt/hecha
COPY scripts scripts
RUN scripts/setup.sh
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -trimpath -ldflags=-s -o /usr/local/bin/hecha ./cmd/hecha

FROM golang:1.26.8-bookworm AS build-minio
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends npm && rm -rf /var/lib/apt/lists/*
ENV HECHA_CACHE=/opt/hecha
COPY scripts /src/scripts
RUN /src/scripts/setup.sh servers

FROM debian:bookworm-slim AS minio
RUN install -d -o 10001 -g 10001 /data
COPY --from=build-minio /opt/hecha/tools/minio /usr/local/bin/minio
USER 10001:10001
VOLUME /data
EXPOSE 9000
ENTRYPOINT ["minio", "server", "--quiet", "--address", ":9000", "/data"]

FROM debian:bookworm-slim AS hecha
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      libtesseract5 liblept5 tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim fonts-wqy-zenhei fonts-lxgw-wenkai ca-certificates \
    && rm -rf /var/lib/apt/lists/* && install -d -o 10001 -g 10001 /data
COPY --from=build /opt/hecha/models /opt/hecha/models
COPY --from=build /opt/hecha/lib /opt/hecha/lib
COPY --from=build /usr/local/bin/hecha /usr/local/bin/hecha
# The root may be read-only: compiled code goes to /tmp, what is kept to /data.
ENV HECHA_MODELS=/opt/hecha/models/ppocrv4 HECHA_ONNXRUNTIME=/opt/hecha/lib/libonnxruntime.so.1 \
    HECHA_CACHE=/tmp/hecha HECHA_DATA=/data OMP_THREAD_LIMIT=1
USER 10001:10001
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["hecha"]
CMD ["serve", "--listen", "0.0.0.0:8080"]
