package io.awfar.simulator.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One kept-alive HTTP/1.1 connection, blocking, of which only status codes are wanted.
///
/// The JDK's client costs several times the CPU per request, which a load generator that shares its
/// machine with the system under test has to save.
final class HttpConnection implements AutoCloseable {

  private static final int LINE_CHARS_MAX = 8192;
  private static final int CONNECT_MILLIS_MAX = 5000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private boolean reusable;
  private long idleSinceNanos = System.nanoTime();

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1024);
    this.out = socket.getOutputStream();
  }

  /// Connects, with TLS for https.
  ///
  /// @param answerTimeout longest wait for bytes of an answer
  static HttpConnection to(URI url, Duration answerTimeout) throws IOException {
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    int millis = (int) Math.min(answerTimeout.toMillis(), Integer.MAX_VALUE);
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(
          new InetSocketAddress(url.getHost(), port), Math.min(millis, CONNECT_MILLIS_MAX));
      return new HttpConnection(tls ? secured(socket, url.getHost(), port) : socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Sends a request and reads its answer to the end; the answer's status code.
  int post(byte[] head, byte[] body) throws IOException {
    reusable = false;
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    out.write(request);
    out.flush();
    int status = answer();
    idleSinceNanos = System.nanoTime();
    return status;
  }

  /// True if another request can follow.
  boolean reusable() {
    return reusable;
  }

  boolean idleFor(Duration duration) {
    return System.nanoTime() - idleSinceNanos > duration.toNanos();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private static Socket secured(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private int answer() throws IOException {
    try {
      return parsedAnswer();
    } catch (NumberFormatException e) {
      throw new IOException("not an HTTP/1.1 answer", e);
    }
  }

  private int parsedAnswer() throws IOException {
    String statusLine = line();
    if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
      throw new IOException("not an HTTP/1.1 answer");
    }
    int status = Integer.parseInt(statusLine.substring(9, 12), 10);
    boolean keep = statusLine.startsWith("HTTP/1.1");
    boolean chunked = false;
    long length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("connection:")) {
        keep = !lower.contains("close");
      }
    }
    if (status < 200) {
      return parsedAnswer();
    }
    if (chunked) {
      skipChunks();
    } else if (length > 0) {
      in.skipNBytes(length);
    }
    boolean ended = chunked || length >= 0 || status == 204 || status == 304;
    reusable = keep && ended;
    return status;
  }

  private void skipChunks() throws IOException {
    long size;
    do {
      size = Long.parseLong(line().split(";", 2)[0].strip(), 16);
      in.skipNBytes(size);
      // The end of the chunk, or of the trailers, is an empty line.
      while (!line().isEmpty()) {}
    } while (size > 0);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the webhook closed the connection");
      }
      if (line.length() == LINE_CHARS_MAX) {
        throw new IOException("a header line is too long");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
