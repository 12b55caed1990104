package io.awfar.media.reconcile;

import io.awfar.media.store.ObjectKey;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The files of the rows, one after the other, a page of them in memory. What has a key that no
/// object of ours can have is passed over.
final class KnownFiles implements Iterator<KnownFile> {

  /// Where rows come from.
  interface Pages {

    /// The files behind a key, in the order of keys; fewer than asked for are the last.
    List<KnownFile> after(String key, int filesMax);
  }

  private final Pages pages;
  private final int pageFiles;
  private Iterator<KnownFile> page = List.<KnownFile>of().iterator();
  private boolean last;
  private String key = "";
  private @Nullable KnownFile next;

  KnownFiles(Pages pages, int pageFiles) {
    this.pages = pages;
    this.pageFiles = pageFiles;
    this.next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /// @throws RunEndedException if the database does not answer, or not in order
  @Override
  public KnownFile next() {
    KnownFile file = next;
    if (file == null) {
      throw new NoSuchElementException();
    }
    next = read();
    return file;
  }

  private @Nullable KnownFile read() {
    while (true) {
      if (!page.hasNext() && !turn()) {
        return null;
      }
      KnownFile file = page.next();
      Disorder.check("The database", key, file.key());
      key = file.key();
      if (ObjectKey.ofObject(key).filter(found -> found.toString().equals(key)).isPresent()) {
        return file;
      }
    }
  }

  /// Whether there is another page.
  private boolean turn() {
    if (last) {
      return false;
    }
    List<KnownFile> files = pages.after(key, pageFiles);
    last = files.size() < pageFiles;
    page = files.iterator();
    return page.hasNext();
  }
}
