using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Channels;

/// <summary>Holds that removing any channel groups computes the same as silencing them, and leaves a graph that fits together.</summary>
internal static class ExactRemoval
{
    public static ChannelGroups Check(Graph graph, int seed = 1, ChannelOptions? options = null, int trials = 6)
    {
        var random = new Random(seed);
        var inputs = graph.Inputs.Select(i => Array64.Build([.. i.Shape!.ToLengths().Select(d => (int)d)], _ => (random.NextDouble() * 2) - 1)).ToArray();
        var original = ReferenceEvaluator.Run(graph, inputs);
        var groups = ChannelGroups.Of(graph, options);
        for (var trial = 0; trial < trials; trial++)
        {
            var chosen = Choose(groups, random, 0.2 + (0.1 * trial));
            var (silenced, removed) = (graph.Clone(), graph.Clone());
            ChannelSilencing.Silence(ChannelGroups.Of(silenced, options), chosen);
            var cut = ChannelGroups.Of(removed, options);
            var fed = removed.Inputs.Select((input, i) => TakeBands(inputs[i], cut.BandsLeft(input, chosen), options, input.Name)).ToArray();
            ChannelRemoval.Remove(cut, chosen);
            Assert.Empty(GraphCheck.Problems(removed));
            Assert.True(chosen.Length == 0 || Parameters(removed) < Parameters(graph));
            Same(ReferenceEvaluator.Run(silenced, inputs), ReferenceEvaluator.Run(removed, fed), original);
        }

        return groups;
    }

    private static Array64 TakeBands(Array64 input, IReadOnlyList<int>? left, ChannelOptions? options, string name)
    {
        if (left is null)
        {
            return input;
        }

        var axis = options!.FreeInputs[name];
        return Array64.Build([.. input.Dims.Select((d, i) => i == axis ? left.Count : d)], at => input.At([.. at.Select((a, i) => i == axis ? left[a] : a)]));
    }

    public static long Parameters(Graph graph) =>
        graph.Initializers.Where(i => i.Type is not ElementType.Int64 && i.Uses.Count > 0).Sum(i => i.Constant!.Count);

    public static int[] Choose(ChannelGroups groups, Random random, double share)
    {
        var chosen = Enumerable.Range(0, groups.Count).Where(_ => random.NextDouble() < share).ToHashSet();
        foreach (var ids in groups.Exclusive.Where(ids => ids.All(chosen.Contains)))
        {
            chosen.Remove(ids[random.Next(ids.Length)]);
        }

        return [.. chosen];
    }

    private static void Same(Array64[] silenced, Array64[] removed, Array64[] original)
    {
        for (var i = 0; i < original.Length; i++)
        {
            Assert.Equal(original[i].Dims, removed[i].Dims);
            var scale = silenced[i].Data.Max(Math.Abs) + 1e-9;
            var difference = silenced[i].Data.Zip(removed[i].Data, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(difference <= 1e-9 * scale, $"output {i} differs by {difference} at scale {scale}");
        }
    }
}
