package io.jukwaa.stores.embedded;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MetricStore;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.copy.Part;
import io.jukwaa.stores.deployed.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Every store on one SQLite file, {@code jukwaa.db}, in one data folder.
 *
 * <p>One process at a time may have a folder open. All stores are thread-safe. What they write is seen by everybody when
 * they return, and on the disk when {@link #durability} says so; what is deployed is on the disk when they return.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final int READERS = 2;
  private static final int MOST_ATTEMPTS_TO_EMPTY = 20;
  /** Whoever writes waits for as long. */
  private static final int PATIENCE_TO_EMPTY_MILLIS = 250;

  private final FolderLock lock;
  private final Connections connections;
  private final Flusher flusher;
  private final Writer writer;
  private final Readers readers;
  private final DeploymentStore deployments;
  private final MessageLog messages;
  private final Inbox inbox;
  private final Outbox outbox;
  private final AppLog appLog;
  private final KeyValueStore keyValues;
  private final ContactStore contacts;
  private final GroupStore groups;
  private final OptOutStore optOuts;
  private final ConsentStore consents;
  private final DeletionStore deletions;
  private final MetricStore metrics;
  private final UsageStore usage;
  private final ChannelStatusStore channelStatus;
  private final SessionStore sessions;
  private final UserLocks locks;

  private EmbeddedDatabase(FolderLock lock, Connections connections, InstantSource clock)
      throws SQLException, IOException {
    this.lock = lock;
    this.connections = connections;
    Statements first = connections.writer();
    try {
      Migrations.ALL.apply(first);
      flusher = new Flusher(new LogFile(connections.log()));
      readers = new Readers(connections, READERS);
    } catch (SQLException | IOException | RuntimeException e) {
      first.close();
      throw e;
    }
    writer = new Writer(connections, first, flusher);
    try {
      deployments = new Deployments(new EmbeddedDeployed<>(this, "tenant", Tenant.class),
          new EmbeddedDeployed<>(this, "app", App.class), new EmbeddedDeployed<>(this, "channel", Channel.class),
          new EmbeddedDeployed<>(this, "routing", Routing.class));
      inbox = new EmbeddedInbox(this);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    messages = new EmbeddedMessageLog(this);
    outbox = new EmbeddedOutbox(this, clock);
    appLog = new EmbeddedAppLog(this, clock);
    keyValues = new EmbeddedKeyValueStore(this, clock);
    contacts = new EmbeddedContactStore(this);
    groups = new EmbeddedGroupStore(this);
    optOuts = new EmbeddedOptOutStore(this);
    consents = new EmbeddedConsentStore(this);
    deletions = new EmbeddedDeletionStore(this);
    metrics = new EmbeddedMetricStore(this);
    usage = new EmbeddedUsageStore(this);
    channelStatus = new EmbeddedChannelStatusStore(this);
    sessions = new EmbeddedSessionStore(this, clock);
    locks = new EmbeddedUserLocks(clock);
  }

  /**
   * Opens the database of a data folder, making folder and database if need be and bringing an older one up to date.
   *
   * @param data the folder
   * @param clock tells what has expired, and when a log line was written or a message put into the outbox
   * @throws StoreException if another process has it open, a newer Jukwaa wrote it, or the disk refuses
   */
  public static EmbeddedDatabase open(Path data, InstantSource clock) {
    FolderLock lock = lock(data);
    try {
      return new EmbeddedDatabase(lock, new Connections(data.resolve("jukwaa.db")), clock);
    } catch (SQLException | IOException | RuntimeException e) {
      lock.close();
      throw e instanceof StoreException refused
          ? refused
          : new StoreException("data folder: " + data + " (expected: a database that opens; " + e.getMessage() + ")",
              e);
    }
  }

  /**
   * Opens the database of a folder that has one, to copy it.
   *
   * @throws StoreException if there is none, or as {@link #open}
   */
  public static EmbeddedDatabase openExisting(Path data, InstantSource clock) {
    DatabaseBackup.database(data);
    return open(data, clock);
  }

  /** Everything in it. Nobody may change it while it is read. */
  public List<Part> parts() {
    return new EmbeddedParts(this).all();
  }

  /** When what the stores were given is on the disk. */
  public Durability durability() {
    return flusher;
  }

  /** Whether changes are taken. Once the disk has refused a flush they are not until the database is opened anew. */
  public Availability availability() {
    return () -> {
      String refused = flusher.trouble();
      return refused == null ? writer.trouble() : refused;
    };
  }

  public DeploymentStore deployments() {
    return deployments;
  }

  public MessageLog messages() {
    return messages;
  }

  public Inbox inbox() {
    return inbox;
  }

  public Outbox outbox() {
    return outbox;
  }

  public AppLog appLog() {
    return appLog;
  }

  public KeyValueStore keyValues() {
    return keyValues;
  }

  public ContactStore contacts() {
    return contacts;
  }

  public GroupStore groups() {
    return groups;
  }

  public OptOutStore optOuts() {
    return optOuts;
  }

  public ConsentStore consents() {
    return consents;
  }

  public DeletionStore deletions() {
    return deletions;
  }

  public UsageStore usage() {
    return usage;
  }

  public ChannelStatusStore channelStatus() {
    return channelStatus;
  }

  public MetricStore metrics() {
    return metrics;
  }

  public SessionStore sessions() {
    return sessions;
  }

  /** Of this process, the only one that has the folder open. */
  public UserLocks locks() {
    return locks;
  }

  /** Finishes what was handed over, moves the write-ahead log into the database and lets the folder go. */
  @Override
  public void close() {
    writer.close();
    flusher.close();
    readers.close(); // whose connections have kept the log that was flushed
    lock.close();
  }

  /**
   * Empties the write-ahead log, in which what was removed may still be read. Waits for readers for some seconds, then
   * leaves it to the log's own turn.
   */
  void emptyLog() {
    flusher.flush();
    boolean empty = false;
    for (int attempt = 0; attempt < MOST_ATTEMPTS_TO_EMPTY && !empty; attempt++) {
      empty = writer.between(this::emptied);
    }
  }

  /** While somebody writes he would be refused, or this. */
  private boolean emptied() {
    try (Connection connection = connections.other(); Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout=" + PATIENCE_TO_EMPTY_MILLIS);
      try (ResultSet busy = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
        return busy.next() && busy.getInt(1) == 0;
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
        return false;
      }
      throw new StoreException("database: the write-ahead log cannot be emptied (" + e.getMessage() + ")", e);
    }
  }

  /** Changes something, all of it or nothing; seen by every reader on return. */
  <T extends @Nullable Object> T write(Work<T> work) {
    return writer.submit(new Pending<>(work, true)).await();
  }

  /** The same, and on the disk on return. */
  void writeThrough(Work<?> work) {
    write(work);
    flusher.flush();
  }

  /** Changes something soon, with the next commit; a failure goes to the log. */
  void fire(Work<?> work) {
    writer.submit(new Pending<>(work, false)).logFailure();
  }

  /** Reads what is committed. */
  <T extends @Nullable Object> T read(Work<T> work) {
    return readers.read(work);
  }

  /** The same on the caller's thread: for what is found at once by its key. */
  <T extends @Nullable Object> T look(Work<T> work) {
    return readers.look(work);
  }

  private static FolderLock lock(Path data) {
    try {
      Files.createDirectories(data);
      return FolderLock.take(data);
    } catch (IOException e) {
      throw new StoreException("data folder: " + data + " (expected: a folder this process may write)", e);
    }
  }
}
