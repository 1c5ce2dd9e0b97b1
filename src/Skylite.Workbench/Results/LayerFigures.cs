namespace Skylite.Workbench.Results;

/// <summary>One layer before and after compression.</summary>
/// <param name="Name">Name of the node.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="ChannelsBefore">Output channels of the parent.</param>
/// <param name="ChannelsAfter">Output channels of the result.</param>
/// <param name="MacsBefore">Multiply-accumulates of the parent.</param>
/// <param name="MacsAfter">Multiply-accumulates of the result.</param>
/// <param name="MillisecondsBefore">Time in ONNX Runtime, one thread, batch 1; not a number where the runtime merged the layer away.</param>
/// <param name="MillisecondsAfter">The same of the result.</param>
public sealed record LayerFigures(
    string Name, string Operator, long ChannelsBefore, long ChannelsAfter, long MacsBefore, long MacsAfter, double MillisecondsBefore,
    double MillisecondsAfter);
