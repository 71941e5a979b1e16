package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
 * accepts text/event-stream. For gRPC clients JobService is simpler.
 * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
 * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
 * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
 * google.rpc.Status as its data, before the stream ends.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class EventStreamServiceGrpc {

  private EventStreamServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.EventStreamService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest,
      com.google.api.HttpBody> getWatchJobMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchJob",
      requestType = dev.tabwright.v1.WatchJobRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest,
      com.google.api.HttpBody> getWatchJobMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobRequest, com.google.api.HttpBody> getWatchJobMethod;
    if ((getWatchJobMethod = EventStreamServiceGrpc.getWatchJobMethod) == null) {
      synchronized (EventStreamServiceGrpc.class) {
        if ((getWatchJobMethod = EventStreamServiceGrpc.getWatchJobMethod) == null) {
          EventStreamServiceGrpc.getWatchJobMethod = getWatchJobMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.WatchJobRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchJob"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WatchJobRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new EventStreamServiceMethodDescriptorSupplier("WatchJob"))
              .build();
        }
      }
    }
    return getWatchJobMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest,
      com.google.api.HttpBody> getWatchJobsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchJobs",
      requestType = dev.tabwright.v1.WatchJobsRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest,
      com.google.api.HttpBody> getWatchJobsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.WatchJobsRequest, com.google.api.HttpBody> getWatchJobsMethod;
    if ((getWatchJobsMethod = EventStreamServiceGrpc.getWatchJobsMethod) == null) {
      synchronized (EventStreamServiceGrpc.class) {
        if ((getWatchJobsMethod = EventStreamServiceGrpc.getWatchJobsMethod) == null) {
          EventStreamServiceGrpc.getWatchJobsMethod = getWatchJobsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.WatchJobsRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchJobs"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.WatchJobsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new EventStreamServiceMethodDescriptorSupplier("WatchJobs"))
              .build();
        }
      }
    }
    return getWatchJobsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static EventStreamServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceStub>() {
        @java.lang.Override
        public EventStreamServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new EventStreamServiceStub(channel, callOptions);
        }
      };
    return EventStreamServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static EventStreamServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceBlockingV2Stub>() {
        @java.lang.Override
        public EventStreamServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new EventStreamServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return EventStreamServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static EventStreamServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceBlockingStub>() {
        @java.lang.Override
        public EventStreamServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new EventStreamServiceBlockingStub(channel, callOptions);
        }
      };
    return EventStreamServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static EventStreamServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<EventStreamServiceFutureStub>() {
        @java.lang.Override
        public EventStreamServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new EventStreamServiceFutureStub(channel, callOptions);
        }
      };
    return EventStreamServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * JobService.WatchJob. The id of an event is its sequence; Last-Event-ID has precedence over after_sequence. Answers
     * 204 when the job has ended and its last event has been delivered: then EventSource stops reconnecting.
     * </pre>
     */
    default void watchJob(dev.tabwright.v1.WatchJobRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchJobMethod(), responseObserver);
    }

    /**
     * <pre>
     * JobService.WatchJobs. The id of a message is its cursor; Last-Event-ID has precedence over that of the request.
     * Messages without an event are `event: checkpoint`: EventSource stores their id, and calls no handler.
     * </pre>
     */
    default void watchJobs(dev.tabwright.v1.WatchJobsRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchJobsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service EventStreamService.
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public static abstract class EventStreamServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return EventStreamServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service EventStreamService.
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public static final class EventStreamServiceStub
      extends io.grpc.stub.AbstractAsyncStub<EventStreamServiceStub> {
    private EventStreamServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected EventStreamServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new EventStreamServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * JobService.WatchJob. The id of an event is its sequence; Last-Event-ID has precedence over after_sequence. Answers
     * 204 when the job has ended and its last event has been delivered: then EventSource stops reconnecting.
     * </pre>
     */
    public void watchJob(dev.tabwright.v1.WatchJobRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchJobMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * JobService.WatchJobs. The id of a message is its cursor; Last-Event-ID has precedence over that of the request.
     * Messages without an event are `event: checkpoint`: EventSource stores their id, and calls no handler.
     * </pre>
     */
    public void watchJobs(dev.tabwright.v1.WatchJobsRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchJobsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service EventStreamService.
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public static final class EventStreamServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<EventStreamServiceBlockingV2Stub> {
    private EventStreamServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected EventStreamServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new EventStreamServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * JobService.WatchJob. The id of an event is its sequence; Last-Event-ID has precedence over after_sequence. Answers
     * 204 when the job has ended and its last event has been delivered: then EventSource stops reconnecting.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        watchJob(dev.tabwright.v1.WatchJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * JobService.WatchJobs. The id of a message is its cursor; Last-Event-ID has precedence over that of the request.
     * Messages without an event are `event: checkpoint`: EventSource stores their id, and calls no handler.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        watchJobs(dev.tabwright.v1.WatchJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchJobsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service EventStreamService.
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public static final class EventStreamServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<EventStreamServiceBlockingStub> {
    private EventStreamServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected EventStreamServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new EventStreamServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * JobService.WatchJob. The id of an event is its sequence; Last-Event-ID has precedence over after_sequence. Answers
     * 204 when the job has ended and its last event has been delivered: then EventSource stops reconnecting.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> watchJob(
        dev.tabwright.v1.WatchJobRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchJobMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * JobService.WatchJobs. The id of a message is its cursor; Last-Event-ID has precedence over that of the request.
     * Messages without an event are `event: checkpoint`: EventSource stores their id, and calls no handler.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> watchJobs(
        dev.tabwright.v1.WatchJobsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchJobsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service EventStreamService.
   * <pre>
   * The watches of JobService as server-sent events, for EventSource: the gateway calls this service when a request
   * accepts text/event-stream. For gRPC clients JobService is simpler.
   * Each message has `id:` with its position in the stream, and `data:` with the JSON that JobService streams. The header
   * Last-Event-ID, which EventSource sends when it reconnects, resumes the stream after that id. A comment is sent when
   * there was nothing else for 20 s. An error after the first message is sent as `event: stream-error` with a
   * google.rpc.Status as its data, before the stream ends.
   * </pre>
   */
  public static final class EventStreamServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<EventStreamServiceFutureStub> {
    private EventStreamServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected EventStreamServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new EventStreamServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_WATCH_JOB = 0;
  private static final int METHODID_WATCH_JOBS = 1;

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
        case METHODID_WATCH_JOB:
          serviceImpl.watchJob((dev.tabwright.v1.WatchJobRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_WATCH_JOBS:
          serviceImpl.watchJobs((dev.tabwright.v1.WatchJobsRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
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
          getWatchJobMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.WatchJobRequest,
              com.google.api.HttpBody>(
                service, METHODID_WATCH_JOB)))
        .addMethod(
          getWatchJobsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.WatchJobsRequest,
              com.google.api.HttpBody>(
                service, METHODID_WATCH_JOBS)))
        .build();
  }

  private static abstract class EventStreamServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    EventStreamServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.EventStreamServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("EventStreamService");
    }
  }

  private static final class EventStreamServiceFileDescriptorSupplier
      extends EventStreamServiceBaseDescriptorSupplier {
    EventStreamServiceFileDescriptorSupplier() {}
  }

  private static final class EventStreamServiceMethodDescriptorSupplier
      extends EventStreamServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    EventStreamServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (EventStreamServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new EventStreamServiceFileDescriptorSupplier())
              .addMethod(getWatchJobMethod())
              .addMethod(getWatchJobsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
