namespace Skylite.Native.OnnxRuntime;

/// <summary>The reason ONNX Runtime gives with an error.</summary>
public enum OrtErrorCode
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>A failure without a closer reason.</summary>
    Fail = 1,

    /// <summary>An argument (a shape, a name, an element type) does not fit the model.</summary>
    InvalidArgument = 2,

    /// <summary>The model file is missing.</summary>
    NoSuchFile = 3,

    /// <summary>The session has no model.</summary>
    NoModel = 4,

    /// <summary>The engine itself failed.</summary>
    EngineError = 5,

    /// <summary>An exception inside a kernel.</summary>
    RuntimeException = 6,

    /// <summary>The bytes are not an ONNX model.</summary>
    InvalidProtobuf = 7,

    /// <summary>The model is loaded already.</summary>
    ModelLoaded = 8,

    /// <summary>No kernel for an operator of the model.</summary>
    NotImplemented = 9,

    /// <summary>The graph breaks a rule of ONNX.</summary>
    InvalidGraph = 10,

    /// <summary>The execution provider failed.</summary>
    ExecutionProviderFail = 11,

    /// <summary>Loading was cancelled.</summary>
    ModelLoadCanceled = 12,

    /// <summary>The model must be compiled for the provider first.</summary>
    ModelRequiresCompilation = 13,

    /// <summary>Something asked for was not found.</summary>
    NotFound = 14,
}
