# Built in three stages, so that the image holds neither npm nor pip's leavings:
#
#     docker build -t dateline . && docker run -p 8501:8501 -v dateline:/data dateline
#
# docs/hosting.md says what can be set.

# The map's drawing code and its letters.
FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --silent
COPY dashboard/assets.js dashboard/
RUN npm run --silent assets

# The Python environment and the gazetteer.
FROM python:3.12-slim AS built
WORKDIR /app
COPY requirements.txt ./
COPY geodata geodata
COPY dashboard dashboard
COPY deploy deploy
COPY --from=assets /app/dashboard/static/lib dashboard/static/lib
RUN deploy/install.sh /opt/dateline

FROM python:3.12-slim
RUN useradd --uid 1000 --create-home dateline \
    && install --directory --owner dateline /data
WORKDIR /app
COPY --from=built /opt/dateline /opt/dateline
COPY --from=built /app /app
COPY .streamlit/config.toml .streamlit/config.toml
COPY seeds seeds
USER dateline
ENV DATELINE_HOME=/data PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["/opt/dateline/venv/bin/python", "deploy/healthy.py"]
ENTRYPOINT ["deploy/start.sh"]
