using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Skylite.Native.Torch;

/// <summary>
/// One operator of libtorch, found by name and overload. Arguments are given in the schema's order; trailing ones may be left out if
/// they have a default. Integers become floating-point numbers, and one number a list of fixed length, where the schema wants it.
/// </summary>
public sealed unsafe class TorchOperator
{
    private const int StackWords = 96;
    private const int MostResults = 8;

    private static readonly ConcurrentDictionary<(string, string), TorchOperator> Known = new();

    private readonly string _name;
    private readonly string _overload;
    private nint _handle;
    private volatile OperatorSchema? _schema;

    private TorchOperator(string name, string overload)
    {
        _name = name;
        _overload = overload;
    }

    /// <summary>The full name, for example <c>aten::add.Tensor</c>.</summary>
    public string Name => _overload.Length == 0 ? _name : $"{_name}.{_overload}";

    /// <summary>The schema as libtorch writes it.</summary>
    /// <exception cref="TorchException">This libtorch has no such operator.</exception>
    public string Schema => Resolved().Text;

    /// <summary>Whether this libtorch has the operator.</summary>
    public bool Exists
    {
        get
        {
            try
            {
                Resolved();
                return true;
            }
            catch (TorchException)
            {
                return false;
            }
        }
    }

    /// <summary>Names an operator; it is looked up at its first use.</summary>
    /// <param name="name">The name, with or without <c>aten::</c>.</param>
    /// <param name="overload">The overload, for example <c>Tensor</c>; empty for the first.</param>
    /// <returns>The operator.</returns>
    public static TorchOperator Find(string name, string overload = "") =>
        Known.GetOrAdd(
            (name.Contains("::", StringComparison.Ordinal) ? name : "aten::" + name, overload),
            static key => new TorchOperator(key.Item1, key.Item2));

    /// <summary>Calls the operator.</summary>
    /// <param name="arguments">In the schema's order.</param>
    /// <returns>Its first result.</returns>
    /// <exception cref="TorchException">An argument does not fit the schema, or the operator failed.</exception>
    public TorchTensor Call(params ReadOnlySpan<TorchValue> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        var count = Run(arguments, results, MostResults);
        if (count == 1 && results->Tag == NativeTag.Tensor)
        {
            return new TorchTensor(results->Pointer);
        }

        var tensors = Take(results, count);
        return tensors.Length > 0 ? tensors[0] : throw new TorchException($"{Name} gave no tensor.");
    }

    /// <summary>Calls an operator with two results.</summary>
    /// <param name="arguments">In the schema's order.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="TorchException">An argument does not fit the schema, or the operator failed.</exception>
    public (TorchTensor First, TorchTensor Second) CallPair(params ReadOnlySpan<TorchValue> arguments)
    {
        var tensors = CallMany(arguments);
        return tensors.Length == 2 ? (tensors[0], tensors[1]) : throw new TorchException($"{Name} gave {tensors.Length} tensors, not 2.");
    }

    /// <summary>Calls an operator with several results.</summary>
    /// <param name="arguments">In the schema's order.</param>
    /// <returns>All tensors among the results in order, lists written out, undefined ones left out.</returns>
    /// <exception cref="TorchException">An argument does not fit the schema, or the operator failed.</exception>
    public TorchTensor[] CallMany(params ReadOnlySpan<TorchValue> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        return Take(results, Run(arguments, results, MostResults));
    }

    /// <summary>Calls an operator that changes its arguments; results are dropped.</summary>
    /// <param name="arguments">In the schema's order.</param>
    /// <exception cref="TorchException">An argument does not fit the schema, or the operator failed.</exception>
    public void CallInPlace(params ReadOnlySpan<TorchValue> arguments) => Run(arguments, null, 0);

    /// <summary>Calls an operator that gives a number or a truth value.</summary>
    /// <param name="arguments">In the schema's order.</param>
    /// <returns>The number; 1 or 0 for a truth value.</returns>
    /// <exception cref="TorchException">An argument does not fit the schema, or the operator failed.</exception>
    public double CallNumber(params ReadOnlySpan<TorchValue> arguments)
    {
        var results = stackalloc NativeValue[MostResults];
        var count = Run(arguments, results, MostResults);
        switch (count > 0 ? results->Tag : NativeTag.None)
        {
            case NativeTag.Double:
                return results->Double;
            case NativeTag.Int or NativeTag.Bool:
                return results->Integer;
            default:
                foreach (var tensor in Take(results, count))
                {
                    tensor.Dispose();
                }

                throw new TorchException($"{Name} gave no number.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    [SkipLocalsInit]
    private int Run(ReadOnlySpan<TorchValue> arguments, NativeValue* results, int room)
    {
        var schema = _schema ?? Resolved();
        var expected = (SchemaArgument[])schema.Arguments;
        if (arguments.Length > expected.Length)
        {
            throw new TorchException($"{Name} takes {expected.Length} arguments, not {arguments.Length}: {schema.Text}");
        }

        var needed = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            needed += ArgumentWriter.Words(in arguments[i], expected[i]);
        }

        var onHeap = needed > StackWords;
        var words = stackalloc long[StackWords];
        var values = stackalloc NativeValue[arguments.Length];
        var memory = onHeap ? (long*)NativeMemory.Alloc((nuint)needed, sizeof(long)) : words;
        try
        {
            var used = 0;
            for (var i = 0; i < arguments.Length; i++)
            {
                var step = ArgumentWriter.Write(in arguments[i], expected[i], values + i, memory + used);
                if (step < 0)
                {
                    throw Misfit(arguments, expected[i], i);
                }

                used += step;
            }

            int written;
            if (Shim.OperatorCall(_handle, values, arguments.Length, results, room, &written) != 0)
            {
                throw Failure(arguments, expected);
            }

            return written;
        }
        finally
        {
            if (onHeap)
            {
                NativeMemory.Free(memory);
            }

            // A tensor must not be finalized while the call uses its handle.
            foreach (ref readonly var argument in arguments)
            {
                GC.KeepAlive(argument.Reference);
            }
        }
    }

    private TorchTensor[] Take(NativeValue* results, int count)
    {
        var total = 0;
        for (var i = 0; i < count; i++)
        {
            total += results[i].Tag == NativeTag.TensorList ? results[i].Count : results[i].Tag == NativeTag.Tensor ? 1 : 0;
        }

        var tensors = new TorchTensor[total];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            if (results[i].Tag == NativeTag.Tensor)
            {
                tensors[next++] = new TorchTensor(results[i].Pointer);
            }
            else if (results[i].Tag is NativeTag.TensorList or NativeTag.IntList)
            {
                var handles = (nint*)results[i].Pointer;
                for (var k = 0; results[i].Tag == NativeTag.TensorList && k < results[i].Count; k++)
                {
                    tensors[next++] = new TorchTensor(handles[k]);
                }

                Shim.Free(handles);
            }
        }

        return tensors;
    }

    private OperatorSchema Resolved()
    {
        if (_schema is { } known)
        {
            return known;
        }

        TorchRuntime.Load();
        nint handle;
        fixed (byte* name = Encoding.UTF8.GetBytes(_name + '\0'), overload = Encoding.UTF8.GetBytes(_overload + '\0'))
        {
            Shim.Check(Shim.OperatorFind(name, overload, &handle), $"Finding the operator {Name}");
        }

        int length;
        Shim.Check(Shim.OperatorSchema(handle, null, 0, &length), $"Reading the schema of {Name}");
        var text = new byte[length + 1];
        fixed (byte* target = text)
        {
            Shim.Check(Shim.OperatorSchema(handle, target, text.Length, &length), $"Reading the schema of {Name}");
        }

        _handle = handle;
        return _schema = OperatorSchema.Parse(Encoding.UTF8.GetString(text, 0, length));
    }

    private TorchException Misfit(ReadOnlySpan<TorchValue> arguments, SchemaArgument argument, int index) =>
        new($"{Name}: argument '{argument.Name}' (number {index + 1}) takes {argument.Type}, not {arguments[index]}. The schema is {_schema!.Text}");

    private TorchException Failure(ReadOnlySpan<TorchValue> arguments, SchemaArgument[] expected)
    {
        // The error text goes with the next call on this thread, and describing tensors makes calls.
        var reason = Shim.ErrorText();
        var text = new StringBuilder(Name).Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(expected[i].Name).Append(": ").Append(arguments[i].ToString());
        }

        return new TorchException(text.Append(") failed: ").Append(reason).ToString(), CustomFunction.TakeFailure());
    }
}
