// The .NET half of the comparison with Node's binding: compare.mjs starts it and speaks with it line by line.
//   write MODEL SIDE PATH         build a network of the zoo and write it
//   open PATH THREADS BATCH SIDE  load it
//   run N                         answer with the milliseconds of N runs
using System.Diagnostics;
using System.Globalization;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;
using Skylite.Zoo;

InferenceSession? session = null;
OrtValue? input = null;
while (Console.ReadLine()?.Split(' ') is [var command, .. var arguments])
{
    switch (command)
    {
        case "write":
            OnnxWriter.Write(Models.Build(arguments[0], new ModelOptions().WithSize(Number(arguments[1]))), arguments[2]);
            Console.WriteLine("ok");
            break;
        case "open":
            input?.Dispose();
            session?.Dispose();
            var (threads, batch, side) = (Number(arguments[1]), Number(arguments[2]), Number(arguments[3]));
            var entries = new Dictionary<string, string> { ["session.force_spinning_stop"] = "1" };
            session = new InferenceSession(arguments[0], new SessionOptions { IntraOpNumThreads = threads, ConfigEntries = entries });
            input = OrtValue.CreateTensorValueFromMemory(new float[batch * 3 * side * side], [batch, 3, side, side]);
            Console.WriteLine($"ok {OrtEnvironment.Version}");
            break;
        case "run":
            Console.WriteLine(string.Join(' ', Enumerable.Range(0, Number(arguments[0])).Select(_ => Time().ToString("F4", CultureInfo.InvariantCulture))));
            break;
        default:
            Console.WriteLine($"unknown command {command}");
            break;
    }
}

input?.Dispose();
session?.Dispose();

double Time()
{
    var start = Stopwatch.GetTimestamp();
    using (session!.Run(new Dictionary<string, OrtValue> { ["input"] = input! }))
    {
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
