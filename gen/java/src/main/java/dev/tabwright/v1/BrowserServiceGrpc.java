package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
 * within seconds, without a restart.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class BrowserServiceGrpc {

  private BrowserServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.BrowserService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListBrowsersRequest,
      dev.tabwright.v1.ListBrowsersResponse> getListBrowsersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListBrowsers",
      requestType = dev.tabwright.v1.ListBrowsersRequest.class,
      responseType = dev.tabwright.v1.ListBrowsersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListBrowsersRequest,
      dev.tabwright.v1.ListBrowsersResponse> getListBrowsersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListBrowsersRequest, dev.tabwright.v1.ListBrowsersResponse> getListBrowsersMethod;
    if ((getListBrowsersMethod = BrowserServiceGrpc.getListBrowsersMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getListBrowsersMethod = BrowserServiceGrpc.getListBrowsersMethod) == null) {
          BrowserServiceGrpc.getListBrowsersMethod = getListBrowsersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListBrowsersRequest, dev.tabwright.v1.ListBrowsersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListBrowsers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListBrowsersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListBrowsersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("ListBrowsers"))
              .build();
        }
      }
    }
    return getListBrowsersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetBrowserRequest,
      dev.tabwright.v1.BrowserType> getGetBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetBrowser",
      requestType = dev.tabwright.v1.GetBrowserRequest.class,
      responseType = dev.tabwright.v1.BrowserType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetBrowserRequest,
      dev.tabwright.v1.BrowserType> getGetBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetBrowserRequest, dev.tabwright.v1.BrowserType> getGetBrowserMethod;
    if ((getGetBrowserMethod = BrowserServiceGrpc.getGetBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getGetBrowserMethod = BrowserServiceGrpc.getGetBrowserMethod) == null) {
          BrowserServiceGrpc.getGetBrowserMethod = getGetBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetBrowserRequest, dev.tabwright.v1.BrowserType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetBrowser"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BrowserType.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("GetBrowser"))
              .build();
        }
      }
    }
    return getGetBrowserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateBrowserRequest,
      dev.tabwright.v1.BrowserType> getCreateBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateBrowser",
      requestType = dev.tabwright.v1.CreateBrowserRequest.class,
      responseType = dev.tabwright.v1.BrowserType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateBrowserRequest,
      dev.tabwright.v1.BrowserType> getCreateBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateBrowserRequest, dev.tabwright.v1.BrowserType> getCreateBrowserMethod;
    if ((getCreateBrowserMethod = BrowserServiceGrpc.getCreateBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getCreateBrowserMethod = BrowserServiceGrpc.getCreateBrowserMethod) == null) {
          BrowserServiceGrpc.getCreateBrowserMethod = getCreateBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateBrowserRequest, dev.tabwright.v1.BrowserType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateBrowser"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BrowserType.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("CreateBrowser"))
              .build();
        }
      }
    }
    return getCreateBrowserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateBrowserRequest,
      dev.tabwright.v1.BrowserType> getUpdateBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateBrowser",
      requestType = dev.tabwright.v1.UpdateBrowserRequest.class,
      responseType = dev.tabwright.v1.BrowserType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateBrowserRequest,
      dev.tabwright.v1.BrowserType> getUpdateBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateBrowserRequest, dev.tabwright.v1.BrowserType> getUpdateBrowserMethod;
    if ((getUpdateBrowserMethod = BrowserServiceGrpc.getUpdateBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getUpdateBrowserMethod = BrowserServiceGrpc.getUpdateBrowserMethod) == null) {
          BrowserServiceGrpc.getUpdateBrowserMethod = getUpdateBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateBrowserRequest, dev.tabwright.v1.BrowserType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateBrowser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BrowserType.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("UpdateBrowser"))
              .build();
        }
      }
    }
    return getUpdateBrowserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteBrowserRequest,
      com.google.protobuf.Empty> getDeleteBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteBrowser",
      requestType = dev.tabwright.v1.DeleteBrowserRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteBrowserRequest,
      com.google.protobuf.Empty> getDeleteBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteBrowserRequest, com.google.protobuf.Empty> getDeleteBrowserMethod;
    if ((getDeleteBrowserMethod = BrowserServiceGrpc.getDeleteBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getDeleteBrowserMethod = BrowserServiceGrpc.getDeleteBrowserMethod) == null) {
          BrowserServiceGrpc.getDeleteBrowserMethod = getDeleteBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteBrowserRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteBrowser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("DeleteBrowser"))
              .build();
        }
      }
    }
    return getDeleteBrowserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PauseBrowserRequest,
      dev.tabwright.v1.BrowserType> getPauseBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PauseBrowser",
      requestType = dev.tabwright.v1.PauseBrowserRequest.class,
      responseType = dev.tabwright.v1.BrowserType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PauseBrowserRequest,
      dev.tabwright.v1.BrowserType> getPauseBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PauseBrowserRequest, dev.tabwright.v1.BrowserType> getPauseBrowserMethod;
    if ((getPauseBrowserMethod = BrowserServiceGrpc.getPauseBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getPauseBrowserMethod = BrowserServiceGrpc.getPauseBrowserMethod) == null) {
          BrowserServiceGrpc.getPauseBrowserMethod = getPauseBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PauseBrowserRequest, dev.tabwright.v1.BrowserType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PauseBrowser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PauseBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BrowserType.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("PauseBrowser"))
              .build();
        }
      }
    }
    return getPauseBrowserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeBrowserRequest,
      dev.tabwright.v1.BrowserType> getResumeBrowserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResumeBrowser",
      requestType = dev.tabwright.v1.ResumeBrowserRequest.class,
      responseType = dev.tabwright.v1.BrowserType.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeBrowserRequest,
      dev.tabwright.v1.BrowserType> getResumeBrowserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ResumeBrowserRequest, dev.tabwright.v1.BrowserType> getResumeBrowserMethod;
    if ((getResumeBrowserMethod = BrowserServiceGrpc.getResumeBrowserMethod) == null) {
      synchronized (BrowserServiceGrpc.class) {
        if ((getResumeBrowserMethod = BrowserServiceGrpc.getResumeBrowserMethod) == null) {
          BrowserServiceGrpc.getResumeBrowserMethod = getResumeBrowserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ResumeBrowserRequest, dev.tabwright.v1.BrowserType>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResumeBrowser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ResumeBrowserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.BrowserType.getDefaultInstance()))
              .setSchemaDescriptor(new BrowserServiceMethodDescriptorSupplier("ResumeBrowser"))
              .build();
        }
      }
    }
    return getResumeBrowserMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static BrowserServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<BrowserServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<BrowserServiceStub>() {
        @java.lang.Override
        public BrowserServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new BrowserServiceStub(channel, callOptions);
        }
      };
    return BrowserServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static BrowserServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<BrowserServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<BrowserServiceBlockingV2Stub>() {
        @java.lang.Override
        public BrowserServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new BrowserServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return BrowserServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static BrowserServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<BrowserServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<BrowserServiceBlockingStub>() {
        @java.lang.Override
        public BrowserServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new BrowserServiceBlockingStub(channel, callOptions);
        }
      };
    return BrowserServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static BrowserServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<BrowserServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<BrowserServiceFutureStub>() {
        @java.lang.Override
        public BrowserServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new BrowserServiceFutureStub(channel, callOptions);
        }
      };
    return BrowserServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists all browser types, inactive ones too, by id.
     * </pre>
     */
    default void listBrowsers(dev.tabwright.v1.ListBrowsersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListBrowsersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListBrowsersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one browser type. NOT_FOUND when there is none with this id.
     * </pre>
     */
    default void getBrowser(dev.tabwright.v1.GetBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetBrowserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds a browser type. Answers 201 with Location over REST. ALREADY_EXISTS: another one has this name;
     * PERMISSION_DENIED: for administrators.
     * </pre>
     */
    default void createBrowser(dev.tabwright.v1.CreateBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateBrowserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields of one browser type; the other fields stay as they are. The change applies to jobs that
     * start afterwards, also to those accepted before. PUT does the same as PATCH. NOT_FOUND: no such browser type;
     * ALREADY_EXISTS: another one has this name; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    default void updateBrowser(dev.tabwright.v1.UpdateBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateBrowserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a browser type that no job refers to. FAILED_PRECONDITION: jobs refer to it; set is_active to false
     * instead, then new jobs cannot use it. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    default void deleteBrowser(dev.tabwright.v1.DeleteBrowserRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteBrowserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Pauses the queue of one browser type: its jobs are accepted and wait, and no worker starts any. Running jobs
     * continue; jobs that fail and are retried wait too. A worker that is just claiming jobs during the call may still
     * start them; after the answer no more jobs are claimed. Pausing again changes nothing. NOT_FOUND: no such browser
     * type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    default void pauseBrowser(dev.tabwright.v1.PauseBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPauseBrowserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Resumes the queue of one browser type; workers start its jobs at once, in the same order as without the pause.
     * Changes nothing if it is not paused. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    default void resumeBrowser(dev.tabwright.v1.ResumeBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResumeBrowserMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service BrowserService.
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public static abstract class BrowserServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return BrowserServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service BrowserService.
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public static final class BrowserServiceStub
      extends io.grpc.stub.AbstractAsyncStub<BrowserServiceStub> {
    private BrowserServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected BrowserServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new BrowserServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists all browser types, inactive ones too, by id.
     * </pre>
     */
    public void listBrowsers(dev.tabwright.v1.ListBrowsersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListBrowsersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListBrowsersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one browser type. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public void getBrowser(dev.tabwright.v1.GetBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetBrowserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds a browser type. Answers 201 with Location over REST. ALREADY_EXISTS: another one has this name;
     * PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public void createBrowser(dev.tabwright.v1.CreateBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateBrowserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields of one browser type; the other fields stay as they are. The change applies to jobs that
     * start afterwards, also to those accepted before. PUT does the same as PATCH. NOT_FOUND: no such browser type;
     * ALREADY_EXISTS: another one has this name; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public void updateBrowser(dev.tabwright.v1.UpdateBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateBrowserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a browser type that no job refers to. FAILED_PRECONDITION: jobs refer to it; set is_active to false
     * instead, then new jobs cannot use it. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public void deleteBrowser(dev.tabwright.v1.DeleteBrowserRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteBrowserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Pauses the queue of one browser type: its jobs are accepted and wait, and no worker starts any. Running jobs
     * continue; jobs that fail and are retried wait too. A worker that is just claiming jobs during the call may still
     * start them; after the answer no more jobs are claimed. Pausing again changes nothing. NOT_FOUND: no such browser
     * type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public void pauseBrowser(dev.tabwright.v1.PauseBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPauseBrowserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Resumes the queue of one browser type; workers start its jobs at once, in the same order as without the pause.
     * Changes nothing if it is not paused. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public void resumeBrowser(dev.tabwright.v1.ResumeBrowserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResumeBrowserMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service BrowserService.
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public static final class BrowserServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<BrowserServiceBlockingV2Stub> {
    private BrowserServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected BrowserServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new BrowserServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists all browser types, inactive ones too, by id.
     * </pre>
     */
    public dev.tabwright.v1.ListBrowsersResponse listBrowsers(dev.tabwright.v1.ListBrowsersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListBrowsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one browser type. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType getBrowser(dev.tabwright.v1.GetBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a browser type. Answers 201 with Location over REST. ALREADY_EXISTS: another one has this name;
     * PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType createBrowser(dev.tabwright.v1.CreateBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields of one browser type; the other fields stay as they are. The change applies to jobs that
     * start afterwards, also to those accepted before. PUT does the same as PATCH. NOT_FOUND: no such browser type;
     * ALREADY_EXISTS: another one has this name; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType updateBrowser(dev.tabwright.v1.UpdateBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a browser type that no job refers to. FAILED_PRECONDITION: jobs refer to it; set is_active to false
     * instead, then new jobs cannot use it. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.protobuf.Empty deleteBrowser(dev.tabwright.v1.DeleteBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses the queue of one browser type: its jobs are accepted and wait, and no worker starts any. Running jobs
     * continue; jobs that fail and are retried wait too. A worker that is just claiming jobs during the call may still
     * start them; after the answer no more jobs are claimed. Pausing again changes nothing. NOT_FOUND: no such browser
     * type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType pauseBrowser(dev.tabwright.v1.PauseBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPauseBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Resumes the queue of one browser type; workers start its jobs at once, in the same order as without the pause.
     * Changes nothing if it is not paused. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType resumeBrowser(dev.tabwright.v1.ResumeBrowserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResumeBrowserMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service BrowserService.
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public static final class BrowserServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<BrowserServiceBlockingStub> {
    private BrowserServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected BrowserServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new BrowserServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists all browser types, inactive ones too, by id.
     * </pre>
     */
    public dev.tabwright.v1.ListBrowsersResponse listBrowsers(dev.tabwright.v1.ListBrowsersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListBrowsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one browser type. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType getBrowser(dev.tabwright.v1.GetBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a browser type. Answers 201 with Location over REST. ALREADY_EXISTS: another one has this name;
     * PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType createBrowser(dev.tabwright.v1.CreateBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields of one browser type; the other fields stay as they are. The change applies to jobs that
     * start afterwards, also to those accepted before. PUT does the same as PATCH. NOT_FOUND: no such browser type;
     * ALREADY_EXISTS: another one has this name; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType updateBrowser(dev.tabwright.v1.UpdateBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a browser type that no job refers to. FAILED_PRECONDITION: jobs refer to it; set is_active to false
     * instead, then new jobs cannot use it. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.protobuf.Empty deleteBrowser(dev.tabwright.v1.DeleteBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Pauses the queue of one browser type: its jobs are accepted and wait, and no worker starts any. Running jobs
     * continue; jobs that fail and are retried wait too. A worker that is just claiming jobs during the call may still
     * start them; after the answer no more jobs are claimed. Pausing again changes nothing. NOT_FOUND: no such browser
     * type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType pauseBrowser(dev.tabwright.v1.PauseBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPauseBrowserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Resumes the queue of one browser type; workers start its jobs at once, in the same order as without the pause.
     * Changes nothing if it is not paused. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public dev.tabwright.v1.BrowserType resumeBrowser(dev.tabwright.v1.ResumeBrowserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResumeBrowserMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service BrowserService.
   * <pre>
   * The browser types that jobs can use. All clients can read them, administrators can change them. Workers apply changes
   * within seconds, without a restart.
   * </pre>
   */
  public static final class BrowserServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<BrowserServiceFutureStub> {
    private BrowserServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected BrowserServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new BrowserServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists all browser types, inactive ones too, by id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListBrowsersResponse> listBrowsers(
        dev.tabwright.v1.ListBrowsersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListBrowsersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one browser type. NOT_FOUND when there is none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BrowserType> getBrowser(
        dev.tabwright.v1.GetBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetBrowserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds a browser type. Answers 201 with Location over REST. ALREADY_EXISTS: another one has this name;
     * PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BrowserType> createBrowser(
        dev.tabwright.v1.CreateBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateBrowserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the given fields of one browser type; the other fields stay as they are. The change applies to jobs that
     * start afterwards, also to those accepted before. PUT does the same as PATCH. NOT_FOUND: no such browser type;
     * ALREADY_EXISTS: another one has this name; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BrowserType> updateBrowser(
        dev.tabwright.v1.UpdateBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateBrowserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a browser type that no job refers to. FAILED_PRECONDITION: jobs refer to it; set is_active to false
     * instead, then new jobs cannot use it. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteBrowser(
        dev.tabwright.v1.DeleteBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteBrowserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Pauses the queue of one browser type: its jobs are accepted and wait, and no worker starts any. Running jobs
     * continue; jobs that fail and are retried wait too. A worker that is just claiming jobs during the call may still
     * start them; after the answer no more jobs are claimed. Pausing again changes nothing. NOT_FOUND: no such browser
     * type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BrowserType> pauseBrowser(
        dev.tabwright.v1.PauseBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPauseBrowserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Resumes the queue of one browser type; workers start its jobs at once, in the same order as without the pause.
     * Changes nothing if it is not paused. NOT_FOUND: no such browser type; PERMISSION_DENIED: for administrators.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.BrowserType> resumeBrowser(
        dev.tabwright.v1.ResumeBrowserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResumeBrowserMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_BROWSERS = 0;
  private static final int METHODID_GET_BROWSER = 1;
  private static final int METHODID_CREATE_BROWSER = 2;
  private static final int METHODID_UPDATE_BROWSER = 3;
  private static final int METHODID_DELETE_BROWSER = 4;
  private static final int METHODID_PAUSE_BROWSER = 5;
  private static final int METHODID_RESUME_BROWSER = 6;

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
        case METHODID_LIST_BROWSERS:
          serviceImpl.listBrowsers((dev.tabwright.v1.ListBrowsersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListBrowsersResponse>) responseObserver);
          break;
        case METHODID_GET_BROWSER:
          serviceImpl.getBrowser((dev.tabwright.v1.GetBrowserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType>) responseObserver);
          break;
        case METHODID_CREATE_BROWSER:
          serviceImpl.createBrowser((dev.tabwright.v1.CreateBrowserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType>) responseObserver);
          break;
        case METHODID_UPDATE_BROWSER:
          serviceImpl.updateBrowser((dev.tabwright.v1.UpdateBrowserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType>) responseObserver);
          break;
        case METHODID_DELETE_BROWSER:
          serviceImpl.deleteBrowser((dev.tabwright.v1.DeleteBrowserRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_PAUSE_BROWSER:
          serviceImpl.pauseBrowser((dev.tabwright.v1.PauseBrowserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType>) responseObserver);
          break;
        case METHODID_RESUME_BROWSER:
          serviceImpl.resumeBrowser((dev.tabwright.v1.ResumeBrowserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.BrowserType>) responseObserver);
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
          getListBrowsersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListBrowsersRequest,
              dev.tabwright.v1.ListBrowsersResponse>(
                service, METHODID_LIST_BROWSERS)))
        .addMethod(
          getGetBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetBrowserRequest,
              dev.tabwright.v1.BrowserType>(
                service, METHODID_GET_BROWSER)))
        .addMethod(
          getCreateBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateBrowserRequest,
              dev.tabwright.v1.BrowserType>(
                service, METHODID_CREATE_BROWSER)))
        .addMethod(
          getUpdateBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateBrowserRequest,
              dev.tabwright.v1.BrowserType>(
                service, METHODID_UPDATE_BROWSER)))
        .addMethod(
          getDeleteBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteBrowserRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_BROWSER)))
        .addMethod(
          getPauseBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PauseBrowserRequest,
              dev.tabwright.v1.BrowserType>(
                service, METHODID_PAUSE_BROWSER)))
        .addMethod(
          getResumeBrowserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ResumeBrowserRequest,
              dev.tabwright.v1.BrowserType>(
                service, METHODID_RESUME_BROWSER)))
        .build();
  }

  private static abstract class BrowserServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    BrowserServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.BrowserServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("BrowserService");
    }
  }

  private static final class BrowserServiceFileDescriptorSupplier
      extends BrowserServiceBaseDescriptorSupplier {
    BrowserServiceFileDescriptorSupplier() {}
  }

  private static final class BrowserServiceMethodDescriptorSupplier
      extends BrowserServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    BrowserServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (BrowserServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new BrowserServiceFileDescriptorSupplier())
              .addMethod(getListBrowsersMethod())
              .addMethod(getGetBrowserMethod())
              .addMethod(getCreateBrowserMethod())
              .addMethod(getUpdateBrowserMethod())
              .addMethod(getDeleteBrowserMethod())
              .addMethod(getPauseBrowserMethod())
              .addMethod(getResumeBrowserMethod())
              .build();
        }
      }
    }
    return result;
  }
}
