package io.reflux.robustness.network.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads and the off-heap memory that networks run on. A batch is cut into chunks; each runs
 * on one Java thread with one native thread, so that results depend neither on the number of
 * threads nor on the number of cores. Any number of networks and callers share one compute.
 *
 * <p>Off-heap memory is bounded: per thread, at most five programs, of which a structure in
 * training and under attack uses three. The largest takes about 20 MB for the paper's MNIST network
 * and 60 MB for its CIFAR10 network. {@link #close()} frees it. Networks themselves live on the
 * heap and need no closing.
 */
public final class Compute implements AutoCloseable {

  private static final int MOST_THREADS = 1024;

  private final int threadCount;
  private final ExecutorService threads;
  private final BlockingQueue<Lane> lanes = new LinkedBlockingQueue<>();
  private final Map<NetworkStructure, Boolean> chunksAgree = new ConcurrentHashMap<>();

  /**
   * Starts a compute.
   *
   * @param threads how many chunks run at a time, in [1, 1024]
   * @throws IllegalArgumentException if {@code threads} is out of range
   * @throws NativeLibraryException if the native library of this build does not run here
   */
  public Compute(int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be in [1, %d], was %d".formatted(MOST_THREADS, threads));
    }
    threadCount = threads;
    NativeLibrary.built().load();
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
    this.threads = Executors.newFixedThreadPool(threads, Compute::thread);
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane());
    }
  }

  /** A compute with a thread for each processor of this machine. */
  public static Compute ofAllProcessors() {
    return new Compute(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS));
  }

  /** The number of chunks that run at a time. */
  public int threads() {
    return threadCount;
  }

  /** What to do with one chunk, on a program that nobody else uses meanwhile. */
  interface ChunkWork {

    void run(Program program, Chunk chunk);
  }

  /**
   * Runs a batch without dropout, and returns when all of it is done. An interrupt does not stop
   * it, for a chunk lasts milliseconds, and stays set.
   *
   * @throws IllegalStateException if this compute is closed
   */
  void infer(NetworkStructure structure, int rows, ChunkWork work) {
    List<Chunk> chunks =
        chunksAgree(structure) ? Chunk.balanced(rows, threadCount) : Chunk.large(rows);
    run(chunks, size -> Lane.Key.inference(structure, size), work);
  }

  /** Runs a batch of training, in large chunks; otherwise like {@link #infer}. */
  void train(NetworkStructure structure, List<Chunk> chunks, ChunkWork work) {
    run(chunks, size -> Lane.Key.training(structure, size), work);
  }

  private void run(List<Chunk> chunks, IntFunction<Lane.Key> keys, ChunkWork work) {
    List<Future<?>> running = new ArrayList<>();
    for (Chunk chunk : chunks) {
      running.add(
          submit(() -> onLane(lane -> work.run(lane.program(keys.apply(chunk.size())), chunk))));
    }
    awaitAll(running);
  }

  private boolean chunksAgree(NetworkStructure structure) {
    return chunksAgree.computeIfAbsent(
        structure,
        each -> {
          AtomicBoolean holds = new AtomicBoolean();
          awaitAll(
              List.of(submit(() -> onLane(lane -> holds.set(ChunkAgreement.holds(lane, each))))));
          return holds.get();
        });
  }

  private Future<?> submit(Runnable task) {
    try {
      return threads.submit(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("this compute is closed", e);
    }
  }

  private void onLane(Consumer<Lane> work) {
    Lane lane = lanes.remove();
    try {
      work.accept(lane);
    } finally {
      lanes.add(lane);
    }
  }

  private static void awaitAll(List<Future<?>> running) {
    RuntimeException failure = null;
    for (Future<?> each : running) {
      RuntimeException thrown = await(each);
      failure = failure == null ? thrown : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException await(Future<?> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return null;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException("a chunk failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread thread(Runnable work) {
    Runnable single =
        () -> {
          NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
          work.run();
        };
    Thread thread = new Thread(single, "reflux-compute");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the threads after the chunks that they have begun, then frees the off-heap memory. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    lanes.forEach(Lane::close);
    lanes.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
