using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Inspection;

/// <summary>The channel groups of a model: who lives and dies together, and what cannot go and why.</summary>
/// <param name="File">The file.</param>
/// <param name="Groups">The groups by what makes them.</param>
/// <param name="Pinned">Channels that cannot be removed, with reasons.</param>
public sealed record ChannelInspection(string File, IReadOnlyList<GroupInspection> Groups, IReadOnlyList<PinnedInspection> Pinned)
{
    /// <summary>Finds the channel groups of a file.</summary>
    /// <param name="file">Any ONNX file.</param>
    /// <param name="options">What may be removed at all.</param>
    /// <param name="stated">Shapes of inputs by name, where the model leaves lengths open.</param>
    public static ChannelInspection Of(string file, Func<Graph, ChannelOptions> options, IReadOnlyDictionary<string, Shape> stated)
    {
        ModelFile.Require(file);
        var read = OnnxReader.Read(file);
        InputShapes.Open(read, stated);
        var graph = PruningPlan.Prepare(read);
        var macs = CostReport.Of(graph, new CostOptions { InputShapes = InputShapes.Of(graph, stated) }).Nodes.ToDictionary(n => n.Name, n => n.Macs);
        var groups = ChannelGroups.Of(graph, options(graph));
        var passage = ChannelPassage.Of(groups);
        return new ChannelInspection(
            file,
            [.. groups.Families.Select((family, i) => Describe(i + 1, family, passage[i], macs))],
            [.. groups.Pinned.Select(p => new PinnedInspection(p.Name, p.Count, p.Reason, UsersOf(graph, p.Name)))]);
    }

    private static GroupInspection Describe(int number, ChannelFamily family, IReadOnlyList<Node> passage, Dictionary<string, long> macs)
    {
        var producers = Users(family, AxisRole.Weight);
        var consumers = Users(family, AxisRole.Input).Except(producers).ToArray();
        var normalizations = Users(family, AxisRole.Scale, AxisRole.Shift, AxisRole.Statistic).Except(producers).Except(consumers).ToArray();
        var named = producers.Concat(consumers).Concat(normalizations).ToHashSet();
        var shares = family.Axes.GroupBy(a => a.Parameter).ToDictionary(a => a.Key, Share);
        return new GroupInspection(
            number, family.Name, family.Groups.Count * family.Width, family.Width,
            Names(producers), Names(consumers), Names(normalizations), [.. passage.Where(n => !named.Contains(n)).Select(n => n.Name)],
            shares.Where(s => s.Key.Constant!.Type.IsFloating() && !IsStatistic(family, s.Key)).Sum(s => (long)Math.Round(s.Value * s.Key.Constant!.Count)),
            producers.Concat(consumers).Distinct().Sum(n =>
                (long)Math.Round(macs.GetValueOrDefault(n.Name) * n.Inputs.OfType<Value>().Select(v => shares.GetValueOrDefault(v)).DefaultIfEmpty().Max())));
    }

    // What is left of a parameter when every index that the family owns goes, along all of its axes.
    private static double Share(IEnumerable<FamilyAxis> axes) =>
        1 - axes.Aggregate(1.0, (left, a) => left * (1 - ((double)a.Indices.Length / a.Parameter.Constant!.Dimensions[a.Axis])));

    private static bool IsStatistic(ChannelFamily family, Value parameter) => family.Axes.Any(a => a.Parameter == parameter && a.Role == AxisRole.Statistic);

    private static Node[] Users(ChannelFamily family, params AxisRole[] roles) =>
        [.. family.Axes.Where(a => roles.Contains(a.Role)).SelectMany(a => a.Parameter.Uses).Select(u => u.Node).Distinct()];

    private static string[] UsersOf(Graph graph, string parameter) =>
        graph.TryGetValue(parameter, out var value) ? [.. value.Uses.Select(u => u.Node.Name).Distinct()] : [];

    private static string[] Names(IEnumerable<Node> nodes) => [.. nodes.Select(n => n.Name)];
}
