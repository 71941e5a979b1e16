package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
 * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
 * seconds later.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class UrlPolicyServiceGrpc {

  private UrlPolicyServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.UrlPolicyService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListUrlPoliciesRequest,
      dev.tabwright.v1.ListUrlPoliciesResponse> getListUrlPoliciesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUrlPolicies",
      requestType = dev.tabwright.v1.ListUrlPoliciesRequest.class,
      responseType = dev.tabwright.v1.ListUrlPoliciesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListUrlPoliciesRequest,
      dev.tabwright.v1.ListUrlPoliciesResponse> getListUrlPoliciesMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListUrlPoliciesRequest, dev.tabwright.v1.ListUrlPoliciesResponse> getListUrlPoliciesMethod;
    if ((getListUrlPoliciesMethod = UrlPolicyServiceGrpc.getListUrlPoliciesMethod) == null) {
      synchronized (UrlPolicyServiceGrpc.class) {
        if ((getListUrlPoliciesMethod = UrlPolicyServiceGrpc.getListUrlPoliciesMethod) == null) {
          UrlPolicyServiceGrpc.getListUrlPoliciesMethod = getListUrlPoliciesMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListUrlPoliciesRequest, dev.tabwright.v1.ListUrlPoliciesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUrlPolicies"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUrlPoliciesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUrlPoliciesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UrlPolicyServiceMethodDescriptorSupplier("ListUrlPolicies"))
              .build();
        }
      }
    }
    return getListUrlPoliciesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getGetUrlPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetUrlPolicy",
      requestType = dev.tabwright.v1.GetUrlPolicyRequest.class,
      responseType = dev.tabwright.v1.UrlPolicy.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getGetUrlPolicyMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetUrlPolicyRequest, dev.tabwright.v1.UrlPolicy> getGetUrlPolicyMethod;
    if ((getGetUrlPolicyMethod = UrlPolicyServiceGrpc.getGetUrlPolicyMethod) == null) {
      synchronized (UrlPolicyServiceGrpc.class) {
        if ((getGetUrlPolicyMethod = UrlPolicyServiceGrpc.getGetUrlPolicyMethod) == null) {
          UrlPolicyServiceGrpc.getGetUrlPolicyMethod = getGetUrlPolicyMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetUrlPolicyRequest, dev.tabwright.v1.UrlPolicy>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetUrlPolicy"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetUrlPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UrlPolicy.getDefaultInstance()))
              .setSchemaDescriptor(new UrlPolicyServiceMethodDescriptorSupplier("GetUrlPolicy"))
              .build();
        }
      }
    }
    return getGetUrlPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getCreateUrlPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateUrlPolicy",
      requestType = dev.tabwright.v1.CreateUrlPolicyRequest.class,
      responseType = dev.tabwright.v1.UrlPolicy.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getCreateUrlPolicyMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUrlPolicyRequest, dev.tabwright.v1.UrlPolicy> getCreateUrlPolicyMethod;
    if ((getCreateUrlPolicyMethod = UrlPolicyServiceGrpc.getCreateUrlPolicyMethod) == null) {
      synchronized (UrlPolicyServiceGrpc.class) {
        if ((getCreateUrlPolicyMethod = UrlPolicyServiceGrpc.getCreateUrlPolicyMethod) == null) {
          UrlPolicyServiceGrpc.getCreateUrlPolicyMethod = getCreateUrlPolicyMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateUrlPolicyRequest, dev.tabwright.v1.UrlPolicy>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateUrlPolicy"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateUrlPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UrlPolicy.getDefaultInstance()))
              .setSchemaDescriptor(new UrlPolicyServiceMethodDescriptorSupplier("CreateUrlPolicy"))
              .build();
        }
      }
    }
    return getCreateUrlPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getUpdateUrlPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateUrlPolicy",
      requestType = dev.tabwright.v1.UpdateUrlPolicyRequest.class,
      responseType = dev.tabwright.v1.UrlPolicy.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUrlPolicyRequest,
      dev.tabwright.v1.UrlPolicy> getUpdateUrlPolicyMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUrlPolicyRequest, dev.tabwright.v1.UrlPolicy> getUpdateUrlPolicyMethod;
    if ((getUpdateUrlPolicyMethod = UrlPolicyServiceGrpc.getUpdateUrlPolicyMethod) == null) {
      synchronized (UrlPolicyServiceGrpc.class) {
        if ((getUpdateUrlPolicyMethod = UrlPolicyServiceGrpc.getUpdateUrlPolicyMethod) == null) {
          UrlPolicyServiceGrpc.getUpdateUrlPolicyMethod = getUpdateUrlPolicyMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateUrlPolicyRequest, dev.tabwright.v1.UrlPolicy>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateUrlPolicy"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateUrlPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UrlPolicy.getDefaultInstance()))
              .setSchemaDescriptor(new UrlPolicyServiceMethodDescriptorSupplier("UpdateUrlPolicy"))
              .build();
        }
      }
    }
    return getUpdateUrlPolicyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUrlPolicyRequest,
      com.google.protobuf.Empty> getDeleteUrlPolicyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteUrlPolicy",
      requestType = dev.tabwright.v1.DeleteUrlPolicyRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUrlPolicyRequest,
      com.google.protobuf.Empty> getDeleteUrlPolicyMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUrlPolicyRequest, com.google.protobuf.Empty> getDeleteUrlPolicyMethod;
    if ((getDeleteUrlPolicyMethod = UrlPolicyServiceGrpc.getDeleteUrlPolicyMethod) == null) {
      synchronized (UrlPolicyServiceGrpc.class) {
        if ((getDeleteUrlPolicyMethod = UrlPolicyServiceGrpc.getDeleteUrlPolicyMethod) == null) {
          UrlPolicyServiceGrpc.getDeleteUrlPolicyMethod = getDeleteUrlPolicyMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteUrlPolicyRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteUrlPolicy"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteUrlPolicyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new UrlPolicyServiceMethodDescriptorSupplier("DeleteUrlPolicy"))
              .build();
        }
      }
    }
    return getDeleteUrlPolicyMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static UrlPolicyServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceStub>() {
        @java.lang.Override
        public UrlPolicyServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UrlPolicyServiceStub(channel, callOptions);
        }
      };
    return UrlPolicyServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static UrlPolicyServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceBlockingV2Stub>() {
        @java.lang.Override
        public UrlPolicyServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UrlPolicyServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return UrlPolicyServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static UrlPolicyServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceBlockingStub>() {
        @java.lang.Override
        public UrlPolicyServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UrlPolicyServiceBlockingStub(channel, callOptions);
        }
      };
    return UrlPolicyServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static UrlPolicyServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UrlPolicyServiceFutureStub>() {
        @java.lang.Override
        public UrlPolicyServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UrlPolicyServiceFutureStub(channel, callOptions);
        }
      };
    return UrlPolicyServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the client's policies, and for an administrator the global ones too, oldest first.
     * </pre>
     */
    default void listUrlPolicies(dev.tabwright.v1.ListUrlPoliciesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUrlPoliciesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUrlPoliciesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one policy. NOT_FOUND: there is none with this id that the caller may see.
     * </pre>
     */
    default void getUrlPolicy(dev.tabwright.v1.GetUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetUrlPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds a policy. Answers 201 with Location over REST. INVALID_ARGUMENT: the pattern is not valid; PERMISSION_DENIED:
     * it would be global, and the caller is not an administrator; FAILED_PRECONDITION: there are 1000 already.
     * </pre>
     */
    default void createUrlPolicy(dev.tabwright.v1.CreateUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateUrlPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. INVALID_ARGUMENT: the
     * pattern is not valid; NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    default void updateUrlPolicy(dev.tabwright.v1.UpdateUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateUrlPolicyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a policy. NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    default void deleteUrlPolicy(dev.tabwright.v1.DeleteUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteUrlPolicyMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service UrlPolicyService.
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public static abstract class UrlPolicyServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return UrlPolicyServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service UrlPolicyService.
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public static final class UrlPolicyServiceStub
      extends io.grpc.stub.AbstractAsyncStub<UrlPolicyServiceStub> {
    private UrlPolicyServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UrlPolicyServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UrlPolicyServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's policies, and for an administrator the global ones too, oldest first.
     * </pre>
     */
    public void listUrlPolicies(dev.tabwright.v1.ListUrlPoliciesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUrlPoliciesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListUrlPoliciesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one policy. NOT_FOUND: there is none with this id that the caller may see.
     * </pre>
     */
    public void getUrlPolicy(dev.tabwright.v1.GetUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetUrlPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds a policy. Answers 201 with Location over REST. INVALID_ARGUMENT: the pattern is not valid; PERMISSION_DENIED:
     * it would be global, and the caller is not an administrator; FAILED_PRECONDITION: there are 1000 already.
     * </pre>
     */
    public void createUrlPolicy(dev.tabwright.v1.CreateUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateUrlPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. INVALID_ARGUMENT: the
     * pattern is not valid; NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public void updateUrlPolicy(dev.tabwright.v1.UpdateUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateUrlPolicyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a policy. NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public void deleteUrlPolicy(dev.tabwright.v1.DeleteUrlPolicyRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteUrlPolicyMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service UrlPolicyService.
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public static final class UrlPolicyServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<UrlPolicyServiceBlockingV2Stub> {
    private UrlPolicyServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UrlPolicyServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UrlPolicyServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's policies, and for an administrator the global ones too, oldest first.
     * </pre>
     */
    public dev.tabwright.v1.ListUrlPoliciesResponse listUrlPolicies(dev.tabwright.v1.ListUrlPoliciesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListUrlPoliciesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one policy. NOT_FOUND: there is none with this id that the caller may see.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy getUrlPolicy(dev.tabwright.v1.GetUrlPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a policy. Answers 201 with Location over REST. INVALID_ARGUMENT: the pattern is not valid; PERMISSION_DENIED:
     * it would be global, and the caller is not an administrator; FAILED_PRECONDITION: there are 1000 already.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy createUrlPolicy(dev.tabwright.v1.CreateUrlPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. INVALID_ARGUMENT: the
     * pattern is not valid; NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy updateUrlPolicy(dev.tabwright.v1.UpdateUrlPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a policy. NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public com.google.protobuf.Empty deleteUrlPolicy(dev.tabwright.v1.DeleteUrlPolicyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteUrlPolicyMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service UrlPolicyService.
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public static final class UrlPolicyServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<UrlPolicyServiceBlockingStub> {
    private UrlPolicyServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UrlPolicyServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UrlPolicyServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's policies, and for an administrator the global ones too, oldest first.
     * </pre>
     */
    public dev.tabwright.v1.ListUrlPoliciesResponse listUrlPolicies(dev.tabwright.v1.ListUrlPoliciesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListUrlPoliciesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one policy. NOT_FOUND: there is none with this id that the caller may see.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy getUrlPolicy(dev.tabwright.v1.GetUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a policy. Answers 201 with Location over REST. INVALID_ARGUMENT: the pattern is not valid; PERMISSION_DENIED:
     * it would be global, and the caller is not an administrator; FAILED_PRECONDITION: there are 1000 already.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy createUrlPolicy(dev.tabwright.v1.CreateUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. INVALID_ARGUMENT: the
     * pattern is not valid; NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public dev.tabwright.v1.UrlPolicy updateUrlPolicy(dev.tabwright.v1.UpdateUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateUrlPolicyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a policy. NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public com.google.protobuf.Empty deleteUrlPolicy(dev.tabwright.v1.DeleteUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteUrlPolicyMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service UrlPolicyService.
   * <pre>
   * The rules about which URLs jobs may open. A client manages its own policies and sees no others (of its users, its owners
   * do); an administrator also manages those for all clients. A change applies to jobs that are created, and to attempts that start, about two
   * seconds later.
   * </pre>
   */
  public static final class UrlPolicyServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<UrlPolicyServiceFutureStub> {
    private UrlPolicyServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UrlPolicyServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UrlPolicyServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's policies, and for an administrator the global ones too, oldest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListUrlPoliciesResponse> listUrlPolicies(
        dev.tabwright.v1.ListUrlPoliciesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListUrlPoliciesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one policy. NOT_FOUND: there is none with this id that the caller may see.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.UrlPolicy> getUrlPolicy(
        dev.tabwright.v1.GetUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetUrlPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds a policy. Answers 201 with Location over REST. INVALID_ARGUMENT: the pattern is not valid; PERMISSION_DENIED:
     * it would be global, and the caller is not an administrator; FAILED_PRECONDITION: there are 1000 already.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.UrlPolicy> createUrlPolicy(
        dev.tabwright.v1.CreateUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateUrlPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the given fields; the other fields stay as they are. PUT does the same as PATCH. INVALID_ARGUMENT: the
     * pattern is not valid; NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.UrlPolicy> updateUrlPolicy(
        dev.tabwright.v1.UpdateUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateUrlPolicyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a policy. NOT_FOUND: there is none with this id that the caller may change.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteUrlPolicy(
        dev.tabwright.v1.DeleteUrlPolicyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteUrlPolicyMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_URL_POLICIES = 0;
  private static final int METHODID_GET_URL_POLICY = 1;
  private static final int METHODID_CREATE_URL_POLICY = 2;
  private static final int METHODID_UPDATE_URL_POLICY = 3;
  private static final int METHODID_DELETE_URL_POLICY = 4;

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
        case METHODID_LIST_URL_POLICIES:
          serviceImpl.listUrlPolicies((dev.tabwright.v1.ListUrlPoliciesRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUrlPoliciesResponse>) responseObserver);
          break;
        case METHODID_GET_URL_POLICY:
          serviceImpl.getUrlPolicy((dev.tabwright.v1.GetUrlPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy>) responseObserver);
          break;
        case METHODID_CREATE_URL_POLICY:
          serviceImpl.createUrlPolicy((dev.tabwright.v1.CreateUrlPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy>) responseObserver);
          break;
        case METHODID_UPDATE_URL_POLICY:
          serviceImpl.updateUrlPolicy((dev.tabwright.v1.UpdateUrlPolicyRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.UrlPolicy>) responseObserver);
          break;
        case METHODID_DELETE_URL_POLICY:
          serviceImpl.deleteUrlPolicy((dev.tabwright.v1.DeleteUrlPolicyRequest) request,
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
          getListUrlPoliciesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListUrlPoliciesRequest,
              dev.tabwright.v1.ListUrlPoliciesResponse>(
                service, METHODID_LIST_URL_POLICIES)))
        .addMethod(
          getGetUrlPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetUrlPolicyRequest,
              dev.tabwright.v1.UrlPolicy>(
                service, METHODID_GET_URL_POLICY)))
        .addMethod(
          getCreateUrlPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateUrlPolicyRequest,
              dev.tabwright.v1.UrlPolicy>(
                service, METHODID_CREATE_URL_POLICY)))
        .addMethod(
          getUpdateUrlPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateUrlPolicyRequest,
              dev.tabwright.v1.UrlPolicy>(
                service, METHODID_UPDATE_URL_POLICY)))
        .addMethod(
          getDeleteUrlPolicyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteUrlPolicyRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_URL_POLICY)))
        .build();
  }

  private static abstract class UrlPolicyServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    UrlPolicyServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.UrlPolicyServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("UrlPolicyService");
    }
  }

  private static final class UrlPolicyServiceFileDescriptorSupplier
      extends UrlPolicyServiceBaseDescriptorSupplier {
    UrlPolicyServiceFileDescriptorSupplier() {}
  }

  private static final class UrlPolicyServiceMethodDescriptorSupplier
      extends UrlPolicyServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    UrlPolicyServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (UrlPolicyServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new UrlPolicyServiceFileDescriptorSupplier())
              .addMethod(getListUrlPoliciesMethod())
              .addMethod(getGetUrlPolicyMethod())
              .addMethod(getCreateUrlPolicyMethod())
              .addMethod(getUpdateUrlPolicyMethod())
              .addMethod(getDeleteUrlPolicyMethod())
              .build();
        }
      }
    }
    return result;
  }
}
