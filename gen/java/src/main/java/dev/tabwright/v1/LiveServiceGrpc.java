package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Watching the browser of a running job, and acting in it.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class LiveServiceGrpc {

  private LiveServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.LiveService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.AttachRequest,
      dev.tabwright.v1.AttachResponse> getAttachMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Attach",
      requestType = dev.tabwright.v1.AttachRequest.class,
      responseType = dev.tabwright.v1.AttachResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.AttachRequest,
      dev.tabwright.v1.AttachResponse> getAttachMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.AttachRequest, dev.tabwright.v1.AttachResponse> getAttachMethod;
    if ((getAttachMethod = LiveServiceGrpc.getAttachMethod) == null) {
      synchronized (LiveServiceGrpc.class) {
        if ((getAttachMethod = LiveServiceGrpc.getAttachMethod) == null) {
          LiveServiceGrpc.getAttachMethod = getAttachMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.AttachRequest, dev.tabwright.v1.AttachResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Attach"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.AttachRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.AttachResponse.getDefaultInstance()))
              .setSchemaDescriptor(new LiveServiceMethodDescriptorSupplier("Attach"))
              .build();
        }
      }
    }
    return getAttachMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateLiveTicketRequest,
      dev.tabwright.v1.LiveTicket> getCreateLiveTicketMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateLiveTicket",
      requestType = dev.tabwright.v1.CreateLiveTicketRequest.class,
      responseType = dev.tabwright.v1.LiveTicket.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateLiveTicketRequest,
      dev.tabwright.v1.LiveTicket> getCreateLiveTicketMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateLiveTicketRequest, dev.tabwright.v1.LiveTicket> getCreateLiveTicketMethod;
    if ((getCreateLiveTicketMethod = LiveServiceGrpc.getCreateLiveTicketMethod) == null) {
      synchronized (LiveServiceGrpc.class) {
        if ((getCreateLiveTicketMethod = LiveServiceGrpc.getCreateLiveTicketMethod) == null) {
          LiveServiceGrpc.getCreateLiveTicketMethod = getCreateLiveTicketMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateLiveTicketRequest, dev.tabwright.v1.LiveTicket>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateLiveTicket"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateLiveTicketRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.LiveTicket.getDefaultInstance()))
              .setSchemaDescriptor(new LiveServiceMethodDescriptorSupplier("CreateLiveTicket"))
              .build();
        }
      }
    }
    return getCreateLiveTicketMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static LiveServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<LiveServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<LiveServiceStub>() {
        @java.lang.Override
        public LiveServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new LiveServiceStub(channel, callOptions);
        }
      };
    return LiveServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static LiveServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<LiveServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<LiveServiceBlockingV2Stub>() {
        @java.lang.Override
        public LiveServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new LiveServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return LiveServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static LiveServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<LiveServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<LiveServiceBlockingStub>() {
        @java.lang.Override
        public LiveServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new LiveServiceBlockingStub(channel, callOptions);
        }
      };
    return LiveServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static LiveServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<LiveServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<LiveServiceFutureStub>() {
        @java.lang.Override
        public LiveServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new LiveServiceFutureStub(channel, callOptions);
        }
      };
    return LiveServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Shows the browser of a job from its start to its end, and lets a person act in it while the job stands still. The
     * first message from the caller is `attach`; the first answer says at once how the job does. The stream goes on over
     * retries and ends with OK after the state `ended`. A dropped stream never lets a paused job go on. Nothing of what is
     * shown or entered is stored. Browsers have the same over a WebSocket: `/api/v1/jobs/{job_id}/live`, with a ticket.
     * NOT_FOUND: no such job; INVALID_ARGUMENT: the first message is no attach; RESOURCE_EXHAUSTED: the job or the client
     * has as many viewers as it may; UNAVAILABLE: attach again.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.tabwright.v1.AttachRequest> attach(
        io.grpc.stub.StreamObserver<dev.tabwright.v1.AttachResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getAttachMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a ticket, with which somebody without a key can watch one job, once. It goes to the WebSocket
     * `/api/v1/jobs/{job_id}/live` as the subprotocol `tabwright.ticket.&lt;ticket&gt;` beside `tabwright.live`, or after `#` to
     * the page `/live/{job_id}`. NOT_FOUND: no such job; FAILED_PRECONDITION: it has ended.
     * </pre>
     */
    default void createLiveTicket(dev.tabwright.v1.CreateLiveTicketRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LiveTicket> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateLiveTicketMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service LiveService.
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public static abstract class LiveServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return LiveServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service LiveService.
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public static final class LiveServiceStub
      extends io.grpc.stub.AbstractAsyncStub<LiveServiceStub> {
    private LiveServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected LiveServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new LiveServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Shows the browser of a job from its start to its end, and lets a person act in it while the job stands still. The
     * first message from the caller is `attach`; the first answer says at once how the job does. The stream goes on over
     * retries and ends with OK after the state `ended`. A dropped stream never lets a paused job go on. Nothing of what is
     * shown or entered is stored. Browsers have the same over a WebSocket: `/api/v1/jobs/{job_id}/live`, with a ticket.
     * NOT_FOUND: no such job; INVALID_ARGUMENT: the first message is no attach; RESOURCE_EXHAUSTED: the job or the client
     * has as many viewers as it may; UNAVAILABLE: attach again.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.tabwright.v1.AttachRequest> attach(
        io.grpc.stub.StreamObserver<dev.tabwright.v1.AttachResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getAttachMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Makes a ticket, with which somebody without a key can watch one job, once. It goes to the WebSocket
     * `/api/v1/jobs/{job_id}/live` as the subprotocol `tabwright.ticket.&lt;ticket&gt;` beside `tabwright.live`, or after `#` to
     * the page `/live/{job_id}`. NOT_FOUND: no such job; FAILED_PRECONDITION: it has ended.
     * </pre>
     */
    public void createLiveTicket(dev.tabwright.v1.CreateLiveTicketRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LiveTicket> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateLiveTicketMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service LiveService.
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public static final class LiveServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<LiveServiceBlockingV2Stub> {
    private LiveServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected LiveServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new LiveServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Shows the browser of a job from its start to its end, and lets a person act in it while the job stands still. The
     * first message from the caller is `attach`; the first answer says at once how the job does. The stream goes on over
     * retries and ends with OK after the state `ended`. A dropped stream never lets a paused job go on. Nothing of what is
     * shown or entered is stored. Browsers have the same over a WebSocket: `/api/v1/jobs/{job_id}/live`, with a ticket.
     * NOT_FOUND: no such job; INVALID_ARGUMENT: the first message is no attach; RESOURCE_EXHAUSTED: the job or the client
     * has as many viewers as it may; UNAVAILABLE: attach again.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.tabwright.v1.AttachRequest, dev.tabwright.v1.AttachResponse>
        attach() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getAttachMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Makes a ticket, with which somebody without a key can watch one job, once. It goes to the WebSocket
     * `/api/v1/jobs/{job_id}/live` as the subprotocol `tabwright.ticket.&lt;ticket&gt;` beside `tabwright.live`, or after `#` to
     * the page `/live/{job_id}`. NOT_FOUND: no such job; FAILED_PRECONDITION: it has ended.
     * </pre>
     */
    public dev.tabwright.v1.LiveTicket createLiveTicket(dev.tabwright.v1.CreateLiveTicketRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateLiveTicketMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service LiveService.
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public static final class LiveServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<LiveServiceBlockingStub> {
    private LiveServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected LiveServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new LiveServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a ticket, with which somebody without a key can watch one job, once. It goes to the WebSocket
     * `/api/v1/jobs/{job_id}/live` as the subprotocol `tabwright.ticket.&lt;ticket&gt;` beside `tabwright.live`, or after `#` to
     * the page `/live/{job_id}`. NOT_FOUND: no such job; FAILED_PRECONDITION: it has ended.
     * </pre>
     */
    public dev.tabwright.v1.LiveTicket createLiveTicket(dev.tabwright.v1.CreateLiveTicketRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateLiveTicketMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service LiveService.
   * <pre>
   * Watching the browser of a running job, and acting in it.
   * </pre>
   */
  public static final class LiveServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<LiveServiceFutureStub> {
    private LiveServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected LiveServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new LiveServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a ticket, with which somebody without a key can watch one job, once. It goes to the WebSocket
     * `/api/v1/jobs/{job_id}/live` as the subprotocol `tabwright.ticket.&lt;ticket&gt;` beside `tabwright.live`, or after `#` to
     * the page `/live/{job_id}`. NOT_FOUND: no such job; FAILED_PRECONDITION: it has ended.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.LiveTicket> createLiveTicket(
        dev.tabwright.v1.CreateLiveTicketRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateLiveTicketMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_LIVE_TICKET = 0;
  private static final int METHODID_ATTACH = 1;

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
        case METHODID_CREATE_LIVE_TICKET:
          serviceImpl.createLiveTicket((dev.tabwright.v1.CreateLiveTicketRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.LiveTicket>) responseObserver);
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
        case METHODID_ATTACH:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.attach(
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.AttachResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getAttachMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.AttachRequest,
              dev.tabwright.v1.AttachResponse>(
                service, METHODID_ATTACH)))
        .addMethod(
          getCreateLiveTicketMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateLiveTicketRequest,
              dev.tabwright.v1.LiveTicket>(
                service, METHODID_CREATE_LIVE_TICKET)))
        .build();
  }

  private static abstract class LiveServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    LiveServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.LiveServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("LiveService");
    }
  }

  private static final class LiveServiceFileDescriptorSupplier
      extends LiveServiceBaseDescriptorSupplier {
    LiveServiceFileDescriptorSupplier() {}
  }

  private static final class LiveServiceMethodDescriptorSupplier
      extends LiveServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    LiveServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (LiveServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new LiveServiceFileDescriptorSupplier())
              .addMethod(getAttachMethod())
              .addMethod(getCreateLiveTicketMethod())
              .build();
        }
      }
    }
    return result;
  }
}
