namespace Skylite.Workbench.Results;

/// <summary>Another pruning of the same model, measured because the one that was asked for came out slow.</summary>
/// <param name="Align">Numbers of channels are rounded to multiples of this.</param>
/// <param name="Ratio">Share of the channels removed.</param>
/// <param name="Parameters">Trainable numbers that are left.</param>
/// <param name="Macs">Multiply-accumulates that are left.</param>
/// <param name="Milliseconds">Median time for one input.</param>
/// <param name="SpeedUp">Time of the unpruned model ÷ time of this one, by turns in the same run.</param>
public sealed record PruneAlternative(int Align, double Ratio, long Parameters, long Macs, double Milliseconds, double SpeedUp);
