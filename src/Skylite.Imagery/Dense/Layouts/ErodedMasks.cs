namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Masks of test tiles, as far as they are there with eroded boundaries, which the ISPRS benchmarks measure on.</summary>
/// <param name="suffix">What the names of their files end in.</param>
internal sealed class ErodedMasks(string suffix)
{
    private readonly List<string> _whole = [];
    private int _eroded;

    /// <summary>On what test tiles are measured, in a sentence; null where there are none.</summary>
    public string? Convention => (_eroded, _whole.Count) switch
    {
        (0, 0) => null,
        (_, 0) => "test tiles are measured on masks with eroded boundaries",
        (0, _) => $"test tiles are measured on full masks: no eroded ones ({suffix}) are there",
        _ => Invariant($"{_eroded} test tiles are measured on masks with eroded boundaries, ")
            + Invariant($"but {_whole.Count} ({string.Join(", ", _whole)}) on full masks, ")
            + Invariant($"as theirs ({suffix}) are not there: figures are comparable with neither"),
    };

    /// <summary>Takes the mask of a test tile: the eroded one if it is there.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="eroded">Its eroded mask, or null.</param>
    /// <param name="whole">Its full mask, or null.</param>
    public string? Of(string tile, string? eroded, string? whole)
    {
        if (eroded is not null)
        {
            _eroded++;
        }
        else if (whole is not null)
        {
            _whole.Add(tile);
        }

        return eroded ?? whole;
    }
}
