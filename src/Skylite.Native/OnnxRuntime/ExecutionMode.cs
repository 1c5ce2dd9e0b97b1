namespace Skylite.Native.OnnxRuntime;

/// <summary>Whether independent nodes may run at the same time.</summary>
public enum ExecutionMode
{
    /// <summary>One node after the other, each on all threads.</summary>
    Sequential = 0,

    /// <summary>Independent branches side by side, on the inter-operator threads.</summary>
    Parallel = 1,
}
