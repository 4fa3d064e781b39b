# docker build -t icstd . && docker run --rm -v "$PWD:/work" icstd assess 我的园区.yaml -o 报告.html
FROM python:3.13-slim AS build
COPY . /src
RUN python -m pip install --no-cache-dir --prefix=/opt/icstd '/src[pdf]'

FROM python:3.13-slim
COPY --from=build /opt/icstd /usr/local
ENV PYTHONUTF8=1
WORKDIR /work
USER 1000
ENTRYPOINT ["icstd"]
