package io.awfar.guarantees.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire to a server of this machine: what comes in on one port goes out to another, unless it is
/// told to be slow or dead.
public final class TcpProxy implements AutoCloseable {

  private static final int BACKLOG = 256;

  private final ServerSocket listener;
  private final int targetPort;
  private final Weather weather = new Weather();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TcpProxy(ServerSocket listener, int targetPort) {
    this.listener = listener;
    this.targetPort = targetPort;
  }

  /// Listens on a port of the loopback interface.
  ///
  /// @param port 0 for any
  /// @throws IOException if the port is taken
  public static TcpProxy start(int port, int targetPort) throws IOException {
    TcpProxy proxy =
        new TcpProxy(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), targetPort);
    Thread.ofVirtual().name("proxy-" + targetPort).start(proxy::accept);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Every byte arrives this much later, in each direction.
  public void delay(Duration each) {
    weather.delay(each);
  }

  /// No byte arrives any more, and no connection is closed: as if a cable was pulled.
  public void stall() {
    weather.stall();
  }

  /// Back to normal; bytes held back arrive now.
  public void heal() {
    weather.heal();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(TcpProxy::closeQuietly);
    weather.heal();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or a client that went away while it waited.
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> new Pipe(server, client, weather).run());
      new Pipe(client, server, weather).run();
      back.join();
      open.remove(server);
    } catch (IOException e) {
      // The server is down: the client sees its connection end, as through any middle box.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was only to be gone.
    }
  }
}
