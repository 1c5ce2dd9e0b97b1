using System.Runtime.InteropServices;
using System.Text;

namespace Skylite.Native.Torch;

/// <summary>
/// A function whose derivative is written by hand, for gradients that libtorch does not know: straight-through estimators, sign,
/// learned step sizes. Its backward pass runs on the thread that calls <see cref="TorchTensor.Backward()"/>.
/// </summary>
/// <param name="name">Names the function in errors.</param>
/// <param name="forward">Gives the result from the inputs; runs without recording.</param>
/// <param name="backward">
/// Gives, from the gradient of the result and the inputs, one gradient for each input, of that input's shape; null where there is
/// none. Runs without recording, in a scope of its own.
/// </param>
public sealed unsafe class CustomFunction(
    string name,
    Func<IReadOnlyList<TorchTensor>, TorchTensor> forward,
    Func<TorchTensor, IReadOnlyList<TorchTensor>, IReadOnlyList<TorchTensor?>> backward)
{
    [ThreadStatic]
    private static Exception? t_failure;

    /// <summary>The name given.</summary>
    public string Name { get; } = name;

    /// <summary>Computes the result and records the hand-written derivative.</summary>
    /// <param name="inputs">What the function takes; they are held until the recorded graph goes.</param>
    /// <returns>The result; it requires a gradient if an input does.</returns>
    public TorchTensor Apply(params ReadOnlySpan<TorchTensor> inputs)
    {
        TorchRuntime.Load();
        var given = inputs.ToArray();
        var output = Forward(given);
        var saved = stackalloc nint[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            saved[i] = given[i].Handle;
            if (saved[i] == output.Handle)
            {
                throw new TorchException($"{Name}: the forward pass must give a new tensor, not its input {i}.");
            }
        }

        var context = GCHandle.ToIntPtr(GCHandle.Alloc(new Recording(this, new ReadOnlySpan<nint>(saved, given.Length).ToArray())));
        for (var i = 0; i < given.Length; i++)
        {
            Shim.Check(Shim.TensorRetain(saved[i]), Name);
        }

        var target = output.Handle;
        Shim.Check(Shim.FunctionAttach(saved, given.Length, &target, 1, &Backward, &Release, context), Name);
        GC.KeepAlive(given);
        return output;
    }

    /// <summary>What a backward pass threw since the last call, once.</summary>
    internal static Exception? TakeFailure()
    {
        var failure = t_failure;
        t_failure = null;
        return failure;
    }

    private TorchTensor Forward(TorchTensor[] inputs)
    {
        using var region = TorchRuntime.NoGrad();
        return forward(inputs);
    }

    [UnmanagedCallersOnly]
    private static int Backward(nint context, nint* outputGradients, int outputs, nint* inputGradients, int inputs, byte* message, int capacity)
    {
        var recording = (Recording)GCHandle.FromIntPtr(context).Target!;
        try
        {
            if (outputs != 1 || *outputGradients == 0)
            {
                return 0;
            }

            using var scope = new TensorScope();
            using var gradient = Borrow(*outputGradients);
            var tensors = Array.ConvertAll(recording.Inputs, Borrow);
            var results = recording.Function.Differentiate(gradient, tensors);
            for (var i = 0; i < inputs; i++)
            {
                if (results[i] is { } result)
                {
                    Shim.Check(Shim.TensorRetain(result.Handle), recording.Function.Name);
                    inputGradients[i] = result.Handle;
                }
            }

            return 0;
        }
#pragma warning disable CA1031 // An exception must not cross native frames; it goes on as the cause of the failing call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            t_failure = e;
            var text = Encoding.UTF8.GetBytes($"the backward pass of {recording.Function.Name} threw: {e.Message}");
            var length = Math.Min(text.Length, capacity - 1);
            text.AsSpan(0, length).CopyTo(new Span<byte>(message, length));
            message[length] = 0;
            return 1;
        }
    }

    private IReadOnlyList<TorchTensor?> Differentiate(TorchTensor gradient, TorchTensor[] inputs)
    {
        using var region = TorchRuntime.NoGrad();
        var results = backward(gradient, inputs);
        return results.Count == inputs.Length
            ? results
            : throw new TorchException($"{Name}: the backward pass gave {results.Count} gradients for {inputs.Length} inputs.");
    }

    private static TorchTensor Borrow(nint handle)
    {
        Shim.Check(Shim.TensorRetain(handle), "Sharing a tensor");
        return new TorchTensor(handle);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        var recording = (Recording)handle.Target!;
        handle.Free();
        foreach (var saved in recording.Inputs)
        {
            Shim.TensorRelease(saved);
        }
    }

    private sealed record Recording(CustomFunction Function, nint[] Inputs);
}
