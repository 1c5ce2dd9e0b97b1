namespace Skylite.Graphs.Onnx;

/// <summary>The operator-set versions that a file may ask for.</summary>
internal static class OperatorSets
{
    public const int Oldest = 1;
    public const int Newest = 21;

    /// <summary>The domain's one spelling: ONNX's own may be written "" or "ai.onnx".</summary>
    public static string Normalise(string domain) => domain == "ai.onnx" ? string.Empty : domain;
}
