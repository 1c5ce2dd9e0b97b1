// Groups, prunes and certifies ONNX files, one table row each.
//   dotnet run -c Release --project bench/torchvision -- [--ratio 0.5] [--approximate] [--whole-heads] [--no-proof] [--reasons] FILE.onnx …
// run.sh starts one process per network, so that the first time in a row includes what a command pays for starting up.
using System.Globalization;
using Skylite.Bench.Torchvision;
using Skylite.Graphs.Channels;

var files = args.Where(a => a.EndsWith(".onnx", StringComparison.Ordinal)).ToArray();
if (files.Length == 0)
{
    Console.Error.WriteLine("usage: [--header] [--ratio 0.5] [--approximate] [--whole-heads] [--no-proof] [--reasons] FILE.onnx …");
    return 2;
}

if (args.Contains("--header"))
{
    Console.WriteLine(NetworkRow.Header);
}

var ratio = Array.IndexOf(args, "--ratio") is var at && at >= 0 ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : 0.5;
var options = new ChannelOptions { Approximate = args.Contains("--approximate"), WholeHeads = args.Contains("--whole-heads") };
var failed = false;
foreach (var file in files)
{
    var row = NetworkRow.Measure(file, ratio, options, prove: !args.Contains("--no-proof"));
    failed |= !row.Holds;
    Console.WriteLine(row.ToString());
    foreach (var reason in args.Contains("--reasons") ? row.Reasons : [])
    {
        Console.WriteLine("    " + reason);
    }
}

return failed ? 1 : 0;
