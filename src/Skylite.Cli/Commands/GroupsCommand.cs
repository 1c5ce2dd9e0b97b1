using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Graphs.Channels;
using Skylite.Workbench;
using Skylite.Workbench.Inspection;
using Skylite.Workbench.Pruning;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite groups</c>: which channels live and die together, and which cannot go and why.</summary>
internal static class GroupsCommand
{
    private const int LongestName = 26;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Any ONNX file." };
        var pinned = new Option<bool>("--pinned") { Description = "Only the channels that cannot go, with reasons, one line for each layer." };
        var node = new Option<string?>("--node")
        {
            Description = "Only the groups that go through this node, with every member; * stands for any text.",
            HelpName = "NODE",
        };
        var bands = new Option<bool>("--prune-bands") { Description = "Bands of the input may go too." };
        var approximate = new Option<bool>("--approximate") { Description = "Channels that layer or group normalisation computes over are free too." };
        var heads = new Option<bool>("--whole-heads") { Description = "Attention loses whole heads." };
        var command = new Command("groups", "Show the channel groups: who lives and dies together, and why a layer is pinned.")
        {
            model, pinned, node, bands, approximate, heads,
        };
        var shapes = new ShapeArguments().AddTo(command);
        return command.Runs((parse, terminal, _) =>
        {
            var options = new ChannelOptions { Approximate = parse.GetValue(approximate), WholeHeads = parse.GetValue(heads) };
            var inspection = ChannelInspection.Of(
                parse.GetRequiredValue(model), graph => ChannelChoice.Of(options, graph, [], parse.GetValue(bands)), shapes.Read(parse));
            if (parse.GetValue(node) is { } name)
            {
                ShowNode(terminal, inspection, name);
            }
            else
            {
                if (!parse.GetValue(pinned))
                {
                    ShowGroups(terminal, inspection);
                }

                ShowPinned(terminal, inspection, parse.GetValue(pinned));
            }

            terminal.Json(inspection, WorkbenchJson.Default.ChannelInspection);
            return ExitCode.Success;
        });
    }

    private static void ShowGroups(Terminal terminal, ChannelInspection inspection)
    {
        var table = new Table().AddColumns("group", "channels", "together", "made by", "read by", "normalised by", "through", "parameters", "MACs");
        foreach (var group in inspection.Groups)
        {
            table.AddRow(
                new Text(Number(group.Number)), new Text(Number(group.Channels)), new Text(group.Together == 1 ? string.Empty : Number(group.Together)),
                new Text(Short(group.Producers)), new Text(Short(group.Consumers)), new Text(Short(group.Normalizations)),
                new Text(group.Through.Count == 0 ? string.Empty : $"{group.Through.Count} nodes"),
                new Text(JobConsole.Count(group.Parameters)), new Text(JobConsole.Count(group.Macs)));
        }

        terminal.Show(table);
        terminal.Say(
            $"{inspection.Groups.Sum(g => g.Channels)} channels in {inspection.Groups.Count} groups can go. "
            + "Parameters and MACs are what hangs on all channels of a group; a layer between two groups counts for both.");
        terminal.Say("'--node NAME' names every member of a node's groups, such as --node '*layer1*'.");
    }

    private static void ShowPinned(Terminal terminal, ChannelInspection inspection, bool all)
    {
        if (inspection.Pinned.Count == 0)
        {
            terminal.Say("No channels are pinned.");
            return;
        }

        var table = new Table().AddColumns("pinned channels", "of", "because");
        if (all)
        {
            foreach (var entry in inspection.Pinned)
            {
                table.AddRow(new Text(Number(entry.Count)), new Text(entry.Name), new Text(entry.Reason));
            }
        }
        else
        {
            foreach (var reason in inspection.Pinned.GroupBy(p => p.Reason))
            {
                table.AddRow(new Text(Number(reason.Sum(p => p.Count))), new Text(Short([.. reason.Select(p => p.Name).Distinct()])), new Text(reason.Key));
            }
        }

        terminal.Show(table);
    }

    private static void ShowNode(Terminal terminal, ChannelInspection inspection, string name)
    {
        var names = NodeNames.Matching(
            name, [.. inspection.Groups.SelectMany(Members).Concat(inspection.Pinned.SelectMany(p => p.Nodes)).Distinct()]).ToHashSet();
        var groups = inspection.Groups.Where(g => Members(g).Any(names.Contains)).ToArray();
        foreach (var group in groups)
        {
            terminal.Say(
                $"group {group.Number}: {group.Channels} channels{(group.Together == 1 ? string.Empty : $", {group.Together} together")}, "
                + $"{JobConsole.Count(group.Parameters)} parameters, {JobConsole.Count(group.Macs)} MACs");
            Say(terminal, "made by", group.Producers);
            Say(terminal, "read by", group.Consumers);
            Say(terminal, "normalised by", group.Normalizations);
            Say(terminal, "through", group.Through);
        }

        var pinned = inspection.Pinned
            .Where(p => p.Nodes.Any(names.Contains) || names.Any(n => p.Reason.Contains($"'{n}'", StringComparison.Ordinal))).ToArray();
        foreach (var entry in pinned)
        {
            terminal.Say($"pinned: {entry.Count} channels of {entry.Name}: {entry.Reason}");
        }
    }

    private static IEnumerable<string> Members(GroupInspection group) =>
        group.Producers.Concat(group.Consumers).Concat(group.Normalizations).Concat(group.Through);

    private static void Say(Terminal terminal, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            terminal.Say($"  {what}: {string.Join(", ", names)}");
        }
    }

    private static string Short(IReadOnlyList<string> names) => names.Count switch
    {
        0 => string.Empty,
        1 => End(names[0]),
        _ => $"{End(names[0])} + {names.Count - 1}",
    };

    // Exporters write the path of a module: what tells layers apart stands at the end.
    private static string End(string name) => name.Length <= LongestName ? name : "…" + name[^(LongestName - 1)..];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
