using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Imagery;

namespace Skylite.Workbench.Pruning;

/// <summary>Turns what a user says about what may be removed into options of the channel analysis.</summary>
public static class ChannelChoice
{
    /// <summary>Adds nodes to keep and bands to free.</summary>
    /// <param name="options">The other options.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="keep">Names of nodes whose channels stay, <c>*</c> for any text.</param>
    /// <param name="pruneBands">Whether bands of image inputs, batch × bands × …, may go.</param>
    /// <exception cref="ArgumentException">A pattern fits no node, or no input has bands.</exception>
    public static ChannelOptions Of(ChannelOptions options, Graph graph, IReadOnlyList<string> keep, bool pruneBands)
    {
        var names = graph.Nodes.Select(n => n.Name).ToArray();
        var kept = new HashSet<string>(options.Keep, StringComparer.Ordinal);
        foreach (var pattern in keep)
        {
            kept.UnionWith(NodeNames.Matching(pattern, names));
        }

        var bands = graph.Inputs.Where(i => pruneBands && i is { Constant: null, Shape.Rank: >= 4 }).ToDictionary(i => i.Name, _ => 1);
        return pruneBands && bands.Count == 0
            ? throw new ArgumentException($"'{graph.Name}' has no image input whose bands could be removed: it takes {string.Join(", ", graph.Inputs)}.")
            : options with { Keep = kept, FreeInputs = bands, SameBands = graph.Metadata.ContainsKey(Preprocessing.MetadataKey) };
    }
}
