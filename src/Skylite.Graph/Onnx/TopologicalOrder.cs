namespace Skylite.Graphs.Onnx;

/// <summary>Orders nodes so that each stands after the producers of what it needs, keeping the file's order where that is possible.</summary>
internal static class TopologicalOrder
{
    /// <summary>Sorts the nodes.</summary>
    /// <exception cref="InvalidDataException">Nodes need each other in a circle; the message names it.</exception>
    public static List<NodeProto> Sort(List<NodeProto> nodes)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Outputs.Where(o => o.Length > 0))
            {
                producers[output] = i;
            }
        }

        var needs = nodes.ConvertAll(n => n.Needs.Where(producers.ContainsKey).Select(name => producers[name]).Distinct().ToArray());
        var consumers = new List<int>?[nodes.Count];
        var waiting = new int[nodes.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            waiting[i] = needs[i].Length;
            foreach (var producer in needs[i])
            {
                (consumers[producer] ??= []).Add(i);
            }

            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var sorted = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var consumer in consumers[next] ?? [])
            {
                if (--waiting[consumer] == 0)
                {
                    ready.Enqueue(consumer, consumer);
                }
            }
        }

        return sorted.Count == nodes.Count ? sorted : throw Circle(nodes, needs, waiting);
    }

    private static InvalidDataException Circle(List<NodeProto> nodes, List<int[]> needs, int[] waiting)
    {
        var seen = new HashSet<int>();
        var at = Array.FindIndex(waiting, w => w > 0);
        while (seen.Add(at))
        {
            at = needs[at].First(n => waiting[n] > 0);
        }

        var circle = new List<int> { at };
        for (var next = needs[at].First(n => waiting[n] > 0); next != at; next = needs[next].First(n => waiting[n] > 0))
        {
            circle.Add(next);
        }

        var names = circle.Take(5).Select(i => nodes[i].Title);
        return new InvalidDataException(
            $"nodes need each other in a circle: {string.Join(" needs ", names)}{(circle.Count > 5 ? " …" : string.Empty)} needs {nodes[at].Title}.");
    }
}
