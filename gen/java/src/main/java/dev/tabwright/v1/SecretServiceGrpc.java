package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
 * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
 * do next.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SecretServiceGrpc {

  private SecretServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.SecretService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListSecretsRequest,
      dev.tabwright.v1.ListSecretsResponse> getListSecretsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSecrets",
      requestType = dev.tabwright.v1.ListSecretsRequest.class,
      responseType = dev.tabwright.v1.ListSecretsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListSecretsRequest,
      dev.tabwright.v1.ListSecretsResponse> getListSecretsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListSecretsRequest, dev.tabwright.v1.ListSecretsResponse> getListSecretsMethod;
    if ((getListSecretsMethod = SecretServiceGrpc.getListSecretsMethod) == null) {
      synchronized (SecretServiceGrpc.class) {
        if ((getListSecretsMethod = SecretServiceGrpc.getListSecretsMethod) == null) {
          SecretServiceGrpc.getListSecretsMethod = getListSecretsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListSecretsRequest, dev.tabwright.v1.ListSecretsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSecrets"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSecretsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSecretsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SecretServiceMethodDescriptorSupplier("ListSecrets"))
              .build();
        }
      }
    }
    return getListSecretsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetSecretRequest,
      dev.tabwright.v1.Secret> getGetSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSecret",
      requestType = dev.tabwright.v1.GetSecretRequest.class,
      responseType = dev.tabwright.v1.Secret.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetSecretRequest,
      dev.tabwright.v1.Secret> getGetSecretMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetSecretRequest, dev.tabwright.v1.Secret> getGetSecretMethod;
    if ((getGetSecretMethod = SecretServiceGrpc.getGetSecretMethod) == null) {
      synchronized (SecretServiceGrpc.class) {
        if ((getGetSecretMethod = SecretServiceGrpc.getGetSecretMethod) == null) {
          SecretServiceGrpc.getGetSecretMethod = getGetSecretMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetSecretRequest, dev.tabwright.v1.Secret>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSecret"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Secret.getDefaultInstance()))
              .setSchemaDescriptor(new SecretServiceMethodDescriptorSupplier("GetSecret"))
              .build();
        }
      }
    }
    return getGetSecretMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSecretRequest,
      dev.tabwright.v1.Secret> getCreateSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateSecret",
      requestType = dev.tabwright.v1.CreateSecretRequest.class,
      responseType = dev.tabwright.v1.Secret.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSecretRequest,
      dev.tabwright.v1.Secret> getCreateSecretMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSecretRequest, dev.tabwright.v1.Secret> getCreateSecretMethod;
    if ((getCreateSecretMethod = SecretServiceGrpc.getCreateSecretMethod) == null) {
      synchronized (SecretServiceGrpc.class) {
        if ((getCreateSecretMethod = SecretServiceGrpc.getCreateSecretMethod) == null) {
          SecretServiceGrpc.getCreateSecretMethod = getCreateSecretMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateSecretRequest, dev.tabwright.v1.Secret>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateSecret"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Secret.getDefaultInstance()))
              .setSchemaDescriptor(new SecretServiceMethodDescriptorSupplier("CreateSecret"))
              .build();
        }
      }
    }
    return getCreateSecretMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ReplaceSecretRequest,
      dev.tabwright.v1.Secret> getReplaceSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReplaceSecret",
      requestType = dev.tabwright.v1.ReplaceSecretRequest.class,
      responseType = dev.tabwright.v1.Secret.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ReplaceSecretRequest,
      dev.tabwright.v1.Secret> getReplaceSecretMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ReplaceSecretRequest, dev.tabwright.v1.Secret> getReplaceSecretMethod;
    if ((getReplaceSecretMethod = SecretServiceGrpc.getReplaceSecretMethod) == null) {
      synchronized (SecretServiceGrpc.class) {
        if ((getReplaceSecretMethod = SecretServiceGrpc.getReplaceSecretMethod) == null) {
          SecretServiceGrpc.getReplaceSecretMethod = getReplaceSecretMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ReplaceSecretRequest, dev.tabwright.v1.Secret>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReplaceSecret"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ReplaceSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Secret.getDefaultInstance()))
              .setSchemaDescriptor(new SecretServiceMethodDescriptorSupplier("ReplaceSecret"))
              .build();
        }
      }
    }
    return getReplaceSecretMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSecretRequest,
      com.google.protobuf.Empty> getDeleteSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteSecret",
      requestType = dev.tabwright.v1.DeleteSecretRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSecretRequest,
      com.google.protobuf.Empty> getDeleteSecretMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSecretRequest, com.google.protobuf.Empty> getDeleteSecretMethod;
    if ((getDeleteSecretMethod = SecretServiceGrpc.getDeleteSecretMethod) == null) {
      synchronized (SecretServiceGrpc.class) {
        if ((getDeleteSecretMethod = SecretServiceGrpc.getDeleteSecretMethod) == null) {
          SecretServiceGrpc.getDeleteSecretMethod = getDeleteSecretMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteSecretRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteSecret"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new SecretServiceMethodDescriptorSupplier("DeleteSecret"))
              .build();
        }
      }
    }
    return getDeleteSecretMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SecretServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SecretServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SecretServiceStub>() {
        @java.lang.Override
        public SecretServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SecretServiceStub(channel, callOptions);
        }
      };
    return SecretServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SecretServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SecretServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SecretServiceBlockingV2Stub>() {
        @java.lang.Override
        public SecretServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SecretServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SecretServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SecretServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SecretServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SecretServiceBlockingStub>() {
        @java.lang.Override
        public SecretServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SecretServiceBlockingStub(channel, callOptions);
        }
      };
    return SecretServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SecretServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SecretServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SecretServiceFutureStub>() {
        @java.lang.Override
        public SecretServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SecretServiceFutureStub(channel, callOptions);
        }
      };
    return SecretServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the client's secrets without their values, by name.
     * </pre>
     */
    default void listSecrets(dev.tabwright.v1.ListSecretsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSecretsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSecretsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one secret without its value. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    default void getSecret(dev.tabwright.v1.GetSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSecretMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds a secret. Answers 201 with Location over REST. INVALID_ARGUMENT: an origin, the source, or the value of a
     * one-time code is not valid; ALREADY_EXISTS: the client has a secret with this name; FAILED_PRECONDITION: there are
     * 1000 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks the key of this client.
     * </pre>
     */
    default void createSecret(dev.tabwright.v1.CreateSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateSecretMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives a secret another value, and with it, where they are given, other origins, kind or description. Origins cannot
     * be changed without the value: who does not know it cannot send it elsewhere. INVALID_ARGUMENT,
     * FAILED_PRECONDITION: as for CreateSecret; NOT_FOUND: the client has none with this name.
     * </pre>
     */
    default void replaceSecret(dev.tabwright.v1.ReplaceSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReplaceSecretMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a secret. Jobs that use it fail. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    default void deleteSecret(dev.tabwright.v1.DeleteSecretRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteSecretMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SecretService.
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public static abstract class SecretServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SecretServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SecretService.
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public static final class SecretServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SecretServiceStub> {
    private SecretServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SecretServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SecretServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's secrets without their values, by name.
     * </pre>
     */
    public void listSecrets(dev.tabwright.v1.ListSecretsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSecretsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSecretsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one secret without its value. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public void getSecret(dev.tabwright.v1.GetSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSecretMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds a secret. Answers 201 with Location over REST. INVALID_ARGUMENT: an origin, the source, or the value of a
     * one-time code is not valid; ALREADY_EXISTS: the client has a secret with this name; FAILED_PRECONDITION: there are
     * 1000 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks the key of this client.
     * </pre>
     */
    public void createSecret(dev.tabwright.v1.CreateSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateSecretMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives a secret another value, and with it, where they are given, other origins, kind or description. Origins cannot
     * be changed without the value: who does not know it cannot send it elsewhere. INVALID_ARGUMENT,
     * FAILED_PRECONDITION: as for CreateSecret; NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public void replaceSecret(dev.tabwright.v1.ReplaceSecretRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReplaceSecretMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a secret. Jobs that use it fail. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public void deleteSecret(dev.tabwright.v1.DeleteSecretRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteSecretMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SecretService.
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public static final class SecretServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SecretServiceBlockingV2Stub> {
    private SecretServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SecretServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SecretServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's secrets without their values, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListSecretsResponse listSecrets(dev.tabwright.v1.ListSecretsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSecretsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one secret without its value. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Secret getSecret(dev.tabwright.v1.GetSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a secret. Answers 201 with Location over REST. INVALID_ARGUMENT: an origin, the source, or the value of a
     * one-time code is not valid; ALREADY_EXISTS: the client has a secret with this name; FAILED_PRECONDITION: there are
     * 1000 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Secret createSecret(dev.tabwright.v1.CreateSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a secret another value, and with it, where they are given, other origins, kind or description. Origins cannot
     * be changed without the value: who does not know it cannot send it elsewhere. INVALID_ARGUMENT,
     * FAILED_PRECONDITION: as for CreateSecret; NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Secret replaceSecret(dev.tabwright.v1.ReplaceSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReplaceSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a secret. Jobs that use it fail. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSecret(dev.tabwright.v1.DeleteSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteSecretMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SecretService.
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public static final class SecretServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SecretServiceBlockingStub> {
    private SecretServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SecretServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SecretServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's secrets without their values, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListSecretsResponse listSecrets(dev.tabwright.v1.ListSecretsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSecretsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one secret without its value. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Secret getSecret(dev.tabwright.v1.GetSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a secret. Answers 201 with Location over REST. INVALID_ARGUMENT: an origin, the source, or the value of a
     * one-time code is not valid; ALREADY_EXISTS: the client has a secret with this name; FAILED_PRECONDITION: there are
     * 1000 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Secret createSecret(dev.tabwright.v1.CreateSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a secret another value, and with it, where they are given, other origins, kind or description. Origins cannot
     * be changed without the value: who does not know it cannot send it elsewhere. INVALID_ARGUMENT,
     * FAILED_PRECONDITION: as for CreateSecret; NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Secret replaceSecret(dev.tabwright.v1.ReplaceSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReplaceSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a secret. Jobs that use it fail. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSecret(dev.tabwright.v1.DeleteSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteSecretMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SecretService.
   * <pre>
   * The secrets that a client's jobs use by name, such as passwords. A client sees its own only, and nobody sees a value:
   * who has forgotten one replaces it. docs/secrets.md describes how they are kept. A change applies to what running jobs
   * do next.
   * </pre>
   */
  public static final class SecretServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SecretServiceFutureStub> {
    private SecretServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SecretServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SecretServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's secrets without their values, by name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListSecretsResponse> listSecrets(
        dev.tabwright.v1.ListSecretsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSecretsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one secret without its value. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Secret> getSecret(
        dev.tabwright.v1.GetSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSecretMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds a secret. Answers 201 with Location over REST. INVALID_ARGUMENT: an origin, the source, or the value of a
     * one-time code is not valid; ALREADY_EXISTS: the client has a secret with this name; FAILED_PRECONDITION: there are
     * 1000 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks the key of this client.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Secret> createSecret(
        dev.tabwright.v1.CreateSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateSecretMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives a secret another value, and with it, where they are given, other origins, kind or description. Origins cannot
     * be changed without the value: who does not know it cannot send it elsewhere. INVALID_ARGUMENT,
     * FAILED_PRECONDITION: as for CreateSecret; NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Secret> replaceSecret(
        dev.tabwright.v1.ReplaceSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReplaceSecretMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a secret. Jobs that use it fail. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteSecret(
        dev.tabwright.v1.DeleteSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteSecretMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_SECRETS = 0;
  private static final int METHODID_GET_SECRET = 1;
  private static final int METHODID_CREATE_SECRET = 2;
  private static final int METHODID_REPLACE_SECRET = 3;
  private static final int METHODID_DELETE_SECRET = 4;

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
        case METHODID_LIST_SECRETS:
          serviceImpl.listSecrets((dev.tabwright.v1.ListSecretsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSecretsResponse>) responseObserver);
          break;
        case METHODID_GET_SECRET:
          serviceImpl.getSecret((dev.tabwright.v1.GetSecretRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret>) responseObserver);
          break;
        case METHODID_CREATE_SECRET:
          serviceImpl.createSecret((dev.tabwright.v1.CreateSecretRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret>) responseObserver);
          break;
        case METHODID_REPLACE_SECRET:
          serviceImpl.replaceSecret((dev.tabwright.v1.ReplaceSecretRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Secret>) responseObserver);
          break;
        case METHODID_DELETE_SECRET:
          serviceImpl.deleteSecret((dev.tabwright.v1.DeleteSecretRequest) request,
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
          getListSecretsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListSecretsRequest,
              dev.tabwright.v1.ListSecretsResponse>(
                service, METHODID_LIST_SECRETS)))
        .addMethod(
          getGetSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetSecretRequest,
              dev.tabwright.v1.Secret>(
                service, METHODID_GET_SECRET)))
        .addMethod(
          getCreateSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateSecretRequest,
              dev.tabwright.v1.Secret>(
                service, METHODID_CREATE_SECRET)))
        .addMethod(
          getReplaceSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ReplaceSecretRequest,
              dev.tabwright.v1.Secret>(
                service, METHODID_REPLACE_SECRET)))
        .addMethod(
          getDeleteSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteSecretRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_SECRET)))
        .build();
  }

  private static abstract class SecretServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SecretServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.SecretServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SecretService");
    }
  }

  private static final class SecretServiceFileDescriptorSupplier
      extends SecretServiceBaseDescriptorSupplier {
    SecretServiceFileDescriptorSupplier() {}
  }

  private static final class SecretServiceMethodDescriptorSupplier
      extends SecretServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SecretServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SecretServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SecretServiceFileDescriptorSupplier())
              .addMethod(getListSecretsMethod())
              .addMethod(getGetSecretMethod())
              .addMethod(getCreateSecretMethod())
              .addMethod(getReplaceSecretMethod())
              .addMethod(getDeleteSecretMethod())
              .build();
        }
      }
    }
    return result;
  }
}
