using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>What a kernel sees of a running plan: the tensors of its inputs, and where to put its outputs.</summary>
public sealed class KernelFrame
{
    private readonly TorchTensor?[] _slots;
    private ExecutionStep _step = null!;
    private TorchTensor?[]? _widened;

    internal KernelFrame(TorchTensor?[] slots, RunMode mode, float? batchNormMomentum)
    {
        (_slots, Mode, BatchNormMomentum) = (slots, mode, batchNormMomentum);
        HasGradients = mode is RunMode.Train or RunMode.Differentiate;
        UsesBatchStatistics = mode is RunMode.Train or RunMode.Estimate;
    }

    /// <summary>What the run is for.</summary>
    public RunMode Mode { get; }

    /// <summary>Whether gradients will be asked for.</summary>
    public bool HasGradients { get; }

    /// <summary>Whether batch normalisation takes the statistics of the batch.</summary>
    public bool UsesBatchStatistics { get; }

    /// <summary>Share of the old running statistics to keep, where the caller overrides the node's.</summary>
    public float? BatchNormMomentum { get; }

    /// <summary>Number of inputs that the node lists, left-out ones included.</summary>
    public int InputCount => _step.Inputs.Length;

    /// <summary>Tensor of an input.</summary>
    /// <exception cref="InvalidDataException">The input is left out.</exception>
    public TorchTensor Input(int index) =>
        Optional(index) ?? throw new InvalidDataException($"Node '{_step.Node.Name}' ({_step.Node.OpType}) lacks input {index}.");

    /// <summary>Tensor of an input, or <see langword="null"/> when it is left out.</summary>
    public TorchTensor? Optional(int index) =>
        index >= _step.Inputs.Length || _step.Inputs[index] < 0 ? null : _widened?[index] ?? _slots[_step.Inputs[index]];

    /// <summary>Elements of an input of integers: axes, lengths, indices that are only known while running.</summary>
    /// <exception cref="InvalidDataException">The input is left out.</exception>
    public long[] Integers(int index) => Input(index).ToArray<long>();

    /// <summary>Whether an input is given and not empty, as ONNX marks one that is left out between others.</summary>
    public bool Given(int index) => Optional(index) is { Count: > 0 };

    /// <summary>All inputs that are given, in order.</summary>
    public TorchTensor[] Inputs()
    {
        var inputs = new TorchTensor[_step.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Input(i);
        }

        return inputs;
    }

    /// <summary>Whether the first output is all that anybody reads of the node.</summary>
    public bool Wants(int output) => output < _step.Outputs.Length && _step.Outputs[output] >= 0;

    /// <summary>Sets an output; the frame then owns the tensor. An output that nobody reads is freed at once.</summary>
    public void SetOutput(int index, TorchTensor tensor)
    {
        if (Wants(index))
        {
            _slots[_step.Outputs[index]] = tensor;
        }
        else
        {
            tensor.Dispose();
        }
    }

    /// <summary>Whether the memory of an input may be reused for the output: nobody reads it afterwards, neither forward nor backward.</summary>
    public bool CanOverwrite(int input) => input < _step.Overwritable.Length && _step.Overwritable[input];

    /// <summary>Makes an input, as it is or overwritten in place, the first output.</summary>
    public void Forward(int input)
    {
        var slot = _step.Inputs[input];
        if (CanOverwrite(input))
        {
            (_slots[_step.Outputs[0]], _slots[slot]) = (_slots[slot], null);
        }
        else
        {
            SetOutput(0, Input(input).Alias());
        }
    }

    internal void Enter(ExecutionStep step) => _step = step;

    /// <summary>Shows the kernel 16-bit inputs in 32 bits until the result is disposed.</summary>
    internal Widening Widen()
    {
        for (var i = 0; i < _step.Inputs.Length; i++)
        {
            if (_step.Inputs[i] >= 0 && _slots[_step.Inputs[i]] is { Type: ScalarType.BFloat16 } narrow)
            {
                (_widened ??= new TorchTensor?[_step.Inputs.Length])[i] = Aten.To(narrow, ScalarType.Float32);
            }
        }

        return new Widening(this);
    }

    /// <summary>Ends what <see cref="Widen"/> began.</summary>
    internal readonly struct Widening(KernelFrame frame) : IDisposable
    {
        public void Dispose()
        {
            foreach (var tensor in frame._widened ?? [])
            {
                tensor?.Dispose();
            }

            frame._widened = null;
        }
    }
}
