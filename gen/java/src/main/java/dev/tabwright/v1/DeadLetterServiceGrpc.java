package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
 * each; JobService.RetryJob starts one again.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class DeadLetterServiceGrpc {

  private DeadLetterServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.DeadLetterService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListDeadLettersRequest,
      dev.tabwright.v1.ListDeadLettersResponse> getListDeadLettersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDeadLetters",
      requestType = dev.tabwright.v1.ListDeadLettersRequest.class,
      responseType = dev.tabwright.v1.ListDeadLettersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListDeadLettersRequest,
      dev.tabwright.v1.ListDeadLettersResponse> getListDeadLettersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListDeadLettersRequest, dev.tabwright.v1.ListDeadLettersResponse> getListDeadLettersMethod;
    if ((getListDeadLettersMethod = DeadLetterServiceGrpc.getListDeadLettersMethod) == null) {
      synchronized (DeadLetterServiceGrpc.class) {
        if ((getListDeadLettersMethod = DeadLetterServiceGrpc.getListDeadLettersMethod) == null) {
          DeadLetterServiceGrpc.getListDeadLettersMethod = getListDeadLettersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListDeadLettersRequest, dev.tabwright.v1.ListDeadLettersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDeadLetters"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListDeadLettersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListDeadLettersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DeadLetterServiceMethodDescriptorSupplier("ListDeadLetters"))
              .build();
        }
      }
    }
    return getListDeadLettersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CountDeadLettersRequest,
      dev.tabwright.v1.CountDeadLettersResponse> getCountDeadLettersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CountDeadLetters",
      requestType = dev.tabwright.v1.CountDeadLettersRequest.class,
      responseType = dev.tabwright.v1.CountDeadLettersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CountDeadLettersRequest,
      dev.tabwright.v1.CountDeadLettersResponse> getCountDeadLettersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CountDeadLettersRequest, dev.tabwright.v1.CountDeadLettersResponse> getCountDeadLettersMethod;
    if ((getCountDeadLettersMethod = DeadLetterServiceGrpc.getCountDeadLettersMethod) == null) {
      synchronized (DeadLetterServiceGrpc.class) {
        if ((getCountDeadLettersMethod = DeadLetterServiceGrpc.getCountDeadLettersMethod) == null) {
          DeadLetterServiceGrpc.getCountDeadLettersMethod = getCountDeadLettersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CountDeadLettersRequest, dev.tabwright.v1.CountDeadLettersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CountDeadLetters"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CountDeadLettersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CountDeadLettersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DeadLetterServiceMethodDescriptorSupplier("CountDeadLetters"))
              .build();
        }
      }
    }
    return getCountDeadLettersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ReplayDeadLettersRequest,
      dev.tabwright.v1.ReplayDeadLettersResponse> getReplayDeadLettersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReplayDeadLetters",
      requestType = dev.tabwright.v1.ReplayDeadLettersRequest.class,
      responseType = dev.tabwright.v1.ReplayDeadLettersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ReplayDeadLettersRequest,
      dev.tabwright.v1.ReplayDeadLettersResponse> getReplayDeadLettersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ReplayDeadLettersRequest, dev.tabwright.v1.ReplayDeadLettersResponse> getReplayDeadLettersMethod;
    if ((getReplayDeadLettersMethod = DeadLetterServiceGrpc.getReplayDeadLettersMethod) == null) {
      synchronized (DeadLetterServiceGrpc.class) {
        if ((getReplayDeadLettersMethod = DeadLetterServiceGrpc.getReplayDeadLettersMethod) == null) {
          DeadLetterServiceGrpc.getReplayDeadLettersMethod = getReplayDeadLettersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ReplayDeadLettersRequest, dev.tabwright.v1.ReplayDeadLettersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReplayDeadLetters"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ReplayDeadLettersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ReplayDeadLettersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DeadLetterServiceMethodDescriptorSupplier("ReplayDeadLetters"))
              .build();
        }
      }
    }
    return getReplayDeadLettersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RemoveDeadLetterRequest,
      com.google.protobuf.Empty> getRemoveDeadLetterMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RemoveDeadLetter",
      requestType = dev.tabwright.v1.RemoveDeadLetterRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RemoveDeadLetterRequest,
      com.google.protobuf.Empty> getRemoveDeadLetterMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RemoveDeadLetterRequest, com.google.protobuf.Empty> getRemoveDeadLetterMethod;
    if ((getRemoveDeadLetterMethod = DeadLetterServiceGrpc.getRemoveDeadLetterMethod) == null) {
      synchronized (DeadLetterServiceGrpc.class) {
        if ((getRemoveDeadLetterMethod = DeadLetterServiceGrpc.getRemoveDeadLetterMethod) == null) {
          DeadLetterServiceGrpc.getRemoveDeadLetterMethod = getRemoveDeadLetterMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RemoveDeadLetterRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RemoveDeadLetter"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RemoveDeadLetterRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new DeadLetterServiceMethodDescriptorSupplier("RemoveDeadLetter"))
              .build();
        }
      }
    }
    return getRemoveDeadLetterMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static DeadLetterServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceStub>() {
        @java.lang.Override
        public DeadLetterServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DeadLetterServiceStub(channel, callOptions);
        }
      };
    return DeadLetterServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static DeadLetterServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceBlockingV2Stub>() {
        @java.lang.Override
        public DeadLetterServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DeadLetterServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return DeadLetterServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static DeadLetterServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceBlockingStub>() {
        @java.lang.Override
        public DeadLetterServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DeadLetterServiceBlockingStub(channel, callOptions);
        }
      };
    return DeadLetterServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static DeadLetterServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DeadLetterServiceFutureStub>() {
        @java.lang.Override
        public DeadLetterServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DeadLetterServiceFutureStub(channel, callOptions);
        }
      };
    return DeadLetterServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists failed jobs without their results, ordered by the time of failure, latest first. ListJobs with status failed
     * lists the same jobs, ordered by creation, and is slower where few of many jobs have failed.
     * </pre>
     */
    default void listDeadLetters(dev.tabwright.v1.ListDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListDeadLettersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDeadLettersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Counts failed jobs by the type of their error, most first. The latest 20,000 that match are looked at.
     * </pre>
     */
    default void countDeadLetters(dev.tabwright.v1.CountDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CountDeadLettersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCountDeadLettersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Starts failed jobs again, like RetryJob: those with the given ids, or those that match a filter, in the order in
     * which they failed. All of them or, when the call fails, none. Ids that are not failed jobs, and jobs whose browser
     * type is inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the
     * client would wait.
     * </pre>
     */
    default void replayDeadLetters(dev.tabwright.v1.ReplayDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ReplayDeadLettersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReplayDeadLettersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a failed job with its events, its log, its artifacts and, within a minute or so, their files; and with its
     * pending webhook deliveries. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not failed.
     * </pre>
     */
    default void removeDeadLetter(dev.tabwright.v1.RemoveDeadLetterRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRemoveDeadLetterMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service DeadLetterService.
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public static abstract class DeadLetterServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return DeadLetterServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service DeadLetterService.
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public static final class DeadLetterServiceStub
      extends io.grpc.stub.AbstractAsyncStub<DeadLetterServiceStub> {
    private DeadLetterServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DeadLetterServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DeadLetterServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists failed jobs without their results, ordered by the time of failure, latest first. ListJobs with status failed
     * lists the same jobs, ordered by creation, and is slower where few of many jobs have failed.
     * </pre>
     */
    public void listDeadLetters(dev.tabwright.v1.ListDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListDeadLettersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListDeadLettersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Counts failed jobs by the type of their error, most first. The latest 20,000 that match are looked at.
     * </pre>
     */
    public void countDeadLetters(dev.tabwright.v1.CountDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CountDeadLettersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCountDeadLettersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Starts failed jobs again, like RetryJob: those with the given ids, or those that match a filter, in the order in
     * which they failed. All of them or, when the call fails, none. Ids that are not failed jobs, and jobs whose browser
     * type is inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the
     * client would wait.
     * </pre>
     */
    public void replayDeadLetters(dev.tabwright.v1.ReplayDeadLettersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ReplayDeadLettersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReplayDeadLettersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a failed job with its events, its log, its artifacts and, within a minute or so, their files; and with its
     * pending webhook deliveries. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not failed.
     * </pre>
     */
    public void removeDeadLetter(dev.tabwright.v1.RemoveDeadLetterRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRemoveDeadLetterMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service DeadLetterService.
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public static final class DeadLetterServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<DeadLetterServiceBlockingV2Stub> {
    private DeadLetterServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DeadLetterServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DeadLetterServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists failed jobs without their results, ordered by the time of failure, latest first. ListJobs with status failed
     * lists the same jobs, ordered by creation, and is slower where few of many jobs have failed.
     * </pre>
     */
    public dev.tabwright.v1.ListDeadLettersResponse listDeadLetters(dev.tabwright.v1.ListDeadLettersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Counts failed jobs by the type of their error, most first. The latest 20,000 that match are looked at.
     * </pre>
     */
    public dev.tabwright.v1.CountDeadLettersResponse countDeadLetters(dev.tabwright.v1.CountDeadLettersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCountDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts failed jobs again, like RetryJob: those with the given ids, or those that match a filter, in the order in
     * which they failed. All of them or, when the call fails, none. Ids that are not failed jobs, and jobs whose browser
     * type is inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the
     * client would wait.
     * </pre>
     */
    public dev.tabwright.v1.ReplayDeadLettersResponse replayDeadLetters(dev.tabwright.v1.ReplayDeadLettersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReplayDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a failed job with its events, its log, its artifacts and, within a minute or so, their files; and with its
     * pending webhook deliveries. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not failed.
     * </pre>
     */
    public com.google.protobuf.Empty removeDeadLetter(dev.tabwright.v1.RemoveDeadLetterRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRemoveDeadLetterMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service DeadLetterService.
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public static final class DeadLetterServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<DeadLetterServiceBlockingStub> {
    private DeadLetterServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DeadLetterServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DeadLetterServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists failed jobs without their results, ordered by the time of failure, latest first. ListJobs with status failed
     * lists the same jobs, ordered by creation, and is slower where few of many jobs have failed.
     * </pre>
     */
    public dev.tabwright.v1.ListDeadLettersResponse listDeadLetters(dev.tabwright.v1.ListDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Counts failed jobs by the type of their error, most first. The latest 20,000 that match are looked at.
     * </pre>
     */
    public dev.tabwright.v1.CountDeadLettersResponse countDeadLetters(dev.tabwright.v1.CountDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCountDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts failed jobs again, like RetryJob: those with the given ids, or those that match a filter, in the order in
     * which they failed. All of them or, when the call fails, none. Ids that are not failed jobs, and jobs whose browser
     * type is inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the
     * client would wait.
     * </pre>
     */
    public dev.tabwright.v1.ReplayDeadLettersResponse replayDeadLetters(dev.tabwright.v1.ReplayDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReplayDeadLettersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a failed job with its events, its log, its artifacts and, within a minute or so, their files; and with its
     * pending webhook deliveries. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not failed.
     * </pre>
     */
    public com.google.protobuf.Empty removeDeadLetter(dev.tabwright.v1.RemoveDeadLetterRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRemoveDeadLetterMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service DeadLetterService.
   * <pre>
   * The dead letters of a client: its failed jobs. GetJob, ListJobLogs, WatchJob and ListArtifacts show what happened to
   * each; JobService.RetryJob starts one again.
   * </pre>
   */
  public static final class DeadLetterServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<DeadLetterServiceFutureStub> {
    private DeadLetterServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DeadLetterServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DeadLetterServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists failed jobs without their results, ordered by the time of failure, latest first. ListJobs with status failed
     * lists the same jobs, ordered by creation, and is slower where few of many jobs have failed.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListDeadLettersResponse> listDeadLetters(
        dev.tabwright.v1.ListDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListDeadLettersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Counts failed jobs by the type of their error, most first. The latest 20,000 that match are looked at.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CountDeadLettersResponse> countDeadLetters(
        dev.tabwright.v1.CountDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCountDeadLettersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Starts failed jobs again, like RetryJob: those with the given ids, or those that match a filter, in the order in
     * which they failed. All of them or, when the call fails, none. Ids that are not failed jobs, and jobs whose browser
     * type is inactive, are skipped. INVALID_ARGUMENT: neither ids nor a filter; RESOURCE_EXHAUSTED: too many jobs of the
     * client would wait.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ReplayDeadLettersResponse> replayDeadLetters(
        dev.tabwright.v1.ReplayDeadLettersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReplayDeadLettersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a failed job with its events, its log, its artifacts and, within a minute or so, their files; and with its
     * pending webhook deliveries. NOT_FOUND: no such job; FAILED_PRECONDITION: it has not failed.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> removeDeadLetter(
        dev.tabwright.v1.RemoveDeadLetterRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRemoveDeadLetterMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_DEAD_LETTERS = 0;
  private static final int METHODID_COUNT_DEAD_LETTERS = 1;
  private static final int METHODID_REPLAY_DEAD_LETTERS = 2;
  private static final int METHODID_REMOVE_DEAD_LETTER = 3;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_LIST_DEAD_LETTERS:
          serviceImpl.listDeadLetters((dev.tabwright.v1.ListDeadLettersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListDeadLettersResponse>) responseObserver);
          break;
        case METHODID_COUNT_DEAD_LETTERS:
          serviceImpl.countDeadLetters((dev.tabwright.v1.CountDeadLettersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CountDeadLettersResponse>) responseObserver);
          break;
        case METHODID_REPLAY_DEAD_LETTERS:
          serviceImpl.replayDeadLetters((dev.tabwright.v1.ReplayDeadLettersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ReplayDeadLettersResponse>) responseObserver);
          break;
        case METHODID_REMOVE_DEAD_LETTER:
          serviceImpl.removeDeadLetter((dev.tabwright.v1.RemoveDeadLetterRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getListDeadLettersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListDeadLettersRequest,
              dev.tabwright.v1.ListDeadLettersResponse>(
                service, METHODID_LIST_DEAD_LETTERS)))
        .addMethod(
          getCountDeadLettersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CountDeadLettersRequest,
              dev.tabwright.v1.CountDeadLettersResponse>(
                service, METHODID_COUNT_DEAD_LETTERS)))
        .addMethod(
          getReplayDeadLettersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ReplayDeadLettersRequest,
              dev.tabwright.v1.ReplayDeadLettersResponse>(
                service, METHODID_REPLAY_DEAD_LETTERS)))
        .addMethod(
          getRemoveDeadLetterMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RemoveDeadLetterRequest,
              com.google.protobuf.Empty>(
                service, METHODID_REMOVE_DEAD_LETTER)))
        .build();
  }

  private static abstract class DeadLetterServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    DeadLetterServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.DeadLetterServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("DeadLetterService");
    }
  }

  private static final class DeadLetterServiceFileDescriptorSupplier
      extends DeadLetterServiceBaseDescriptorSupplier {
    DeadLetterServiceFileDescriptorSupplier() {}
  }

  private static final class DeadLetterServiceMethodDescriptorSupplier
      extends DeadLetterServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    DeadLetterServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (DeadLetterServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new DeadLetterServiceFileDescriptorSupplier())
              .addMethod(getListDeadLettersMethod())
              .addMethod(getCountDeadLettersMethod())
              .addMethod(getReplayDeadLettersMethod())
              .addMethod(getRemoveDeadLetterMethod())
              .build();
        }
      }
    }
    return result;
  }
}
