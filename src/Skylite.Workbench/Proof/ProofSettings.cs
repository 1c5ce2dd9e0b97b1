using Skylite.Inference;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Workbench.Proof;

/// <summary>What a <see cref="RemovalProof"/> looks at besides the removal itself.</summary>
/// <param name="Background">Whether to compare interpreter and ONNX Runtime on the unpruned graph too.</param>
/// <param name="AllowOpaque">Whether nodes that Skylite cannot compute run through ONNX Runtime.</param>
/// <param name="Models">How graphs are laid out for ONNX Runtime; null takes the defaults.</param>
/// <param name="Session">How ONNX Runtime runs them; null takes the defaults.</param>
public sealed record ProofSettings(
    bool Background = false, bool AllowOpaque = false, GraphModelOptions? Models = null, SessionOptions? Session = null);
