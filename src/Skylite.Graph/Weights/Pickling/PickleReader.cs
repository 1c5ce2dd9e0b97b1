using System.Text;

namespace Skylite.Graphs.Weights.Pickling;

/// <summary>
/// Reads the data of a Python pickle (protocols 0 to 5) and executes nothing: names are kept as names, and only the constructors
/// of <see cref="TorchGlobals"/> are imitated. Everything else is refused by name.
/// </summary>
/// <remarks>Opcodes: Python's <c>pickletools</c>. Memory stays in proportion to the bytes read.</remarks>
internal sealed partial class PickleReader
{
    // A state dictionary takes some twenty operations for each tensor.
    private const int MostOperations = 4_000_000;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly Func<object?, object?> _persistent;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];

    private PickleReader(string path, Stream stream, Func<object?, object?> persistent)
    {
        _path = path;
        _stream = stream;
        _persistent = persistent;
    }

    /// <summary>Reads one pickle from where the stream stands to its STOP.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="persistent">Turns a persistent id, here the description of a storage, into an object.</param>
    /// <exception cref="InvalidDataException">The pickle is cut short, malformed, or asks for something that is not allowed.</exception>
    public static object? Read(string path, Stream stream, Func<object?, object?> persistent)
    {
        var reader = new PickleReader(path, stream, persistent);
        for (var i = 0; i < MostOperations; i++)
        {
            var opcode = (char)reader.NextByte();
            if (opcode == '.')
            {
                return reader.Pop();
            }

            if (!reader.TryLiteral(opcode) && !reader.TryContainer(opcode) && !reader.TryMemo(opcode) && !reader.TryObject(opcode))
            {
                throw reader.Refuse($"its pickle uses operation 0x{(int)opcode:X2}, which weights do not need");
            }
        }

        throw reader.Refuse("its pickle is longer than weights need");
    }

    private bool TryMemo(char opcode)
    {
        switch (opcode)
        {
            case '(':
                _marks.Push(_stack.Count);
                return true;
            case '0':
                Pop();
                return true;
            case '1':
                PopToMark();
                return true;
            case '2':
                Push(Peek());
                return true;
            case 'q':
                _memo[NextByte()] = Peek();
                return true;
            case 'r':
                _memo[NextUInt32()] = Peek();
                return true;
            case 'p':
                _memo[NextDecimal()] = Peek();
                return true;
            case '\x94':
                _memo[_memo.Count] = Peek();
                return true;
            case 'h':
                Push(Recall(NextByte()));
                return true;
            case 'j':
                Push(Recall(NextUInt32()));
                return true;
            case 'g':
                Push(Recall(NextDecimal()));
                return true;
            case '\x80':
                var protocol = NextByte();
                return protocol <= 5 ? true : throw Refuse($"its pickle has protocol {protocol}");
            case '\x95':
                NextInt64();
                return true;
            default:
                return false;
        }
    }

    private bool TryObject(char opcode)
    {
        switch (opcode)
        {
            case 'c':
                var module = NextLine();
                Push(TorchGlobals.Check(this, new PickleGlobal(module, NextLine())));
                return true;
            case '\x93':
                var name = Pop() as string;
                Push(TorchGlobals.Check(this, new PickleGlobal(Pop() as string ?? "?", name ?? "?")));
                return true;
            case 'R':
            case '\x81':
                var arguments = Pop() as object?[] ?? throw Malformed();
                Push(TorchGlobals.Construct(this, Pop() as PickleGlobal ?? throw Malformed(), arguments));
                return true;
            case 'b':
                // The state of a dictionary is its _metadata: versions of modules, which nothing here needs.
                Pop();
                return Peek() is PickleDictionary ? true : throw Refuse("its pickle sets attributes of something other than a dictionary");
            case 'Q':
                Push(_persistent(Pop()));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The error of a pickle that asks for something that is not allowed.</summary>
    internal InvalidDataException Refuse(string what) => WeightStream.Broken(_path, what);

    /// <summary>The error of a pickle whose operations do not fit together.</summary>
    internal InvalidDataException Malformed() => Refuse($"its pickle is malformed near byte {_stream.Position}");

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > Floor ? _stack[^1] : throw Malformed();

    private object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark) || mark > _stack.Count)
        {
            throw Malformed();
        }

        var items = _stack.GetRange(mark, _stack.Count - mark).ToArray();
        _stack.RemoveRange(mark, items.Length);
        return items;
    }

    private object? Recall(long key) => _memo.TryGetValue(key, out var value) ? value : throw Malformed();

    private byte NextByte()
    {
        var value = _stream.ReadByte();
        return value >= 0 ? (byte)value : throw Refuse("its pickle ends too early: download or copy the file again");
    }

    private byte[] NextBytes(long count) => WeightStream.ReadBytes(_path, _stream, count);

    private string NextLine()
    {
        var line = new StringBuilder();
        for (var c = NextByte(); c != '\n'; c = NextByte())
        {
            line.Append((char)c);
            if (line.Length > 1 << 16)
            {
                throw Malformed();
            }
        }

        return line.ToString().TrimEnd('\r');
    }
}
