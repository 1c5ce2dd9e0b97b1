namespace Skylite.Native.OnnxRuntime;

/// <summary>How far ONNX Runtime rewrites a graph before it runs it.</summary>
public enum GraphOptimizationLevel
{
    /// <summary>The graph runs as it is written.</summary>
    DisableAll = 0,

    /// <summary>Rewrites that keep to ONNX operators: constant folding, removal of identities.</summary>
    Basic = 1,

    /// <summary>Also fusions into the runtime's own operators (QLinearConv, FusedConv).</summary>
    Extended = 2,

    /// <summary>Also memory layouts made for this processor (NCHWc); a model saved at this level is bound to it.</summary>
    All = 99,
}
