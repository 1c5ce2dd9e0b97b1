using Skylite.Compression.Pruning;
using Skylite.Imagery;

namespace Skylite.Workbench.Pruning;

/// <summary>Keeps a model's metadata true when bands of its input were removed.</summary>
public static class PrunedBands
{
    /// <summary>Leaves the removed bands out of the preprocessing that travels in the pruned graph; nothing happens where none does.</summary>
    /// <param name="result">The pruning.</param>
    /// <exception cref="InvalidDataException">The preprocessing in the metadata cannot be read.</exception>
    public static void Record(PruneResult result)
    {
        if (result.BandsLeft.Count == 0 || !result.Graph.Metadata.TryGetValue(Preprocessing.MetadataKey, out var text))
        {
            return;
        }

        // Several inputs of one model, as change detection has, lose the same bands: they are of one sensor, and the channel analysis ties them.
        var preprocessing = Preprocessing.FromJson(text);
        var (input, left) = result.BandsLeft.First();
        if (result.Original.Inputs.First(i => i.Name == input).Shape is { } shape && shape[result.Channels.FreeInputs[input]] == preprocessing.Bands.Count)
        {
            result.Graph.Metadata[Preprocessing.MetadataKey] = preprocessing.OfBands(left).ToJson();
        }
    }
}
